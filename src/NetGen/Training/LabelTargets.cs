using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Targets made of labels, for networks that have classes but take no labels.</summary>
internal static class LabelTargets
{
    /// <exception cref="ArgumentException">The network's output means no class.</exception>
    public static void RequirePredictor<T>(ITrainable<T> network, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!network.Predicts)
        {
            throw new ArgumentException(
                "The data has labels, and this network's output is a value, not a class. Give values to reach: Dataset.Of(inputs, targets, count); or let the network end in classes, as in \"4-6:relu-3:softmax\".", name);
        }
    }

    /// <summary>The number of targets that so many labels become.</summary>
    /// <exception cref="ArgumentException">They are more than an array holds.</exception>
    public static int Length(int labels, int outputSize, string name)
    {
        long length = (long)labels * outputSize;
        return length <= Array.MaxLength ? (int)length : throw new ArgumentException(
            $"{labels} labels become {length} targets, {outputSize} for each, and at most {Array.MaxLength} are held at a time. Give fewer samples, or train with CrossEntropy, which takes labels as they are.", name);
    }

    /// <summary>One-hot rows, or one number a row for a single output: 0 and 1, or −1 and 1 where the output decides at 0.</summary>
    /// <param name="network">Whose targets they are.</param>
    /// <param name="labels">n classes.</param>
    /// <param name="outputSize">The width of a row.</param>
    /// <param name="targets">Receives n × <paramref name="outputSize"/> values.</param>
    public static void Write<T>(ITrainable<T> network, ReadOnlySpan<int> labels, int outputSize, Span<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        targets.Fill(network.DecidesAtZero ? -T.One : T.Zero);
        for (int row = 0; row < labels.Length; row++)
        {
            if (outputSize > 1)
                targets[row * outputSize + labels[row]] = T.One;
            else if (labels[row] == 1)
                targets[row] = T.One;
        }
    }
}
