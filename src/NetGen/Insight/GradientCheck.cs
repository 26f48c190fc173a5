using System.Globalization;
using System.Numerics;
using NetGen.Insight;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// A network's gradient held against the slope of its loss: every derivative of a network of at most
/// <see cref="SmallNetwork"/> parameters; of a larger one, for each tensor, those along <see cref="Directions"/> random directions
/// of length 1. Immutable.
/// </summary>
/// <remarks>
/// <para>The slope is (L(p + h) − L(p − h)) / 2h, the difference taken in double. h is 2⁻⁷ for float and 2⁻¹⁷ for double, near
/// where what the formula leaves out and what rounding the loss adds are equally small, times |p| where that is above 1. Where the
/// two disagree, h/8 and h/64 are tried as well, and the nearest counts: a kink, as that of ReLU at 0, may lie within a long step.
/// At a kink itself there is no slope to compare with.</para>
/// <para>L is the loss that training sees: with batch normalisation that of the batch's own statistics, with dropout that of one mask, and not what Evaluate tells.</para>
/// <para>The relative error is |a − n| / max(|a|, |n|, h L): the last, because a small derivative of a loss that is not small
/// drowns in its rounding. A right gradient stays near 1e-3 in float and 1e-6 in double, and beside a kink below 7e-2 and 2e-4; a wrong
/// one is usually off by more.</para>
/// </remarks>
public sealed class GradientCheck
{
    /// <summary>Networks of up to this many parameters are checked derivative by derivative.</summary>
    public const int SmallNetwork = 2_000;

    /// <summary>How many directions a tensor of a larger network is checked along.</summary>
    public const int Directions = 16;

    private GradientCheck(IReadOnlyList<DerivativePair> pairs)
    {
        Count = pairs.Count;
        Worst = pairs.MaxBy(pair => pair.RelativeError)!;
    }

    /// <summary>How many derivatives were compared.</summary>
    public int Count { get; }

    /// <summary>The pair that differs most.</summary>
    public DerivativePair Worst { get; }

    /// <summary>How far that one is off; infinite where Backward gives no number.</summary>
    public double WorstRelativeError => Worst.RelativeError;

    /// <summary>Checks the gradient of the mean loss of n samples.</summary>
    /// <param name="network">Stays as it is: the check works on a clone.</param>
    /// <param name="inputs">n × InputSize values, n ≥ 1.</param>
    /// <param name="targets">n × OutputSize values.</param>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0.</exception>
    /// <exception cref="InvalidOperationException">The loss is NaN or infinite, so that it has no slope.</exception>
    public static GradientCheck Run<TSelf, T>(INetwork<TSelf, T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TSelf clone = network.Clone();
        var gradient = new T[TSelf.ParameterCount];
        clone.Backward(inputs, targets, gradient);
        T[] x = inputs.ToArray(), t = targets.ToArray();
        return Run<TSelf, T>(clone, gradient, TrainsOtherwise<T>(clone) ? () => clone.Backward(x, t, new T[gradient.Length]) : () => clone.Evaluate(x, t));
    }

    /// <summary>Checks the gradient of the mean loss of n samples with class labels.</summary>
    /// <param name="network">Stays as it is: the check works on a clone.</param>
    /// <param name="inputs">n × InputSize values, n ≥ 1.</param>
    /// <param name="labels">n classes.</param>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    /// <exception cref="InvalidOperationException">The loss is NaN or infinite, so that it has no slope.</exception>
    public static GradientCheck Run<TSelf, T>(IClassifier<TSelf, T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
        where TSelf : class, IClassifier<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TSelf clone = network.Clone();
        var gradient = new T[TSelf.ParameterCount];
        clone.Backward(inputs, labels, gradient);
        T[] x = inputs.ToArray();
        int[] classes = labels.ToArray();
        return Run<TSelf, T>(clone, gradient, TrainsOtherwise<T>(clone) ? () => clone.Backward(x, classes, new T[gradient.Length]) : () => clone.Evaluate(x, classes));
    }

    /// <summary>How many derivatives were compared, and the worst.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} derivatives, the worst: {Worst}");

    /// <summary>Whether the loss of training is another than that of Evaluate.</summary>
    private static bool TrainsOtherwise<T>(object network)
        where T : unmanaged, IFloatingPointIeee754<T> => network is ITrainable<T> { NeedsWholeBatch: true } or ITrainable<T> { Drops: true };

    private static GradientCheck Run<TSelf, T>(TSelf network, T[] gradient, Func<T> loss)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[TSelf.ParameterCount];
        network.GetParameters(parameters);
        var slope = new LossSlope<T>(parameters, moved =>
        {
            network.SetParameters(moved);
            return double.CreateTruncating(loss());
        });
        IEnumerable<DerivativePair> pairs = parameters.Length <= SmallNetwork
            ? TSelf.Info.Tensors.SelectMany(tensor => Coordinates(tensor, gradient, slope))
            : TSelf.Info.Tensors.SelectMany(tensor => Random(tensor, gradient, slope));
        return new([.. pairs]);
    }

    private static IEnumerable<DerivativePair> Coordinates<T>(TensorInfo tensor, T[] gradient, LossSlope<T> slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int index = 0; index < tensor.Count; index++)
            yield return slope.Compare(tensor, index, tensor.Offset + index, [1], double.CreateTruncating(gradient[tensor.Offset + index]));
    }

    private static IEnumerable<DerivativePair> Random<T>(TensorInfo tensor, T[] gradient, LossSlope<T> slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new PortableRandom(tensor.Offset);
        double[] direction = new double[tensor.Count];
        for (int count = 0; count < Directions; count++)
        {
            for (int index = 0; index < direction.Length; index++)
                direction[index] = random.NextGaussian();
            double length = Math.Sqrt(direction.Sum(part => part * part));
            double analytic = 0;
            for (int index = 0; index < direction.Length; index++)
            {
                direction[index] /= length;
                analytic += direction[index] * double.CreateTruncating(gradient[tensor.Offset + index]);
            }
            yield return slope.Compare(tensor, null, tensor.Offset, direction, analytic);
        }
    }
}
