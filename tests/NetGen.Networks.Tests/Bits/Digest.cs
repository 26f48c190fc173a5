using System.Security.Cryptography;
using NetGen.Networks.Tests.Streams;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Bits;

/// <summary>A fingerprint of every bit that a network computes: outputs, losses, gradients, and parameters after training.</summary>
internal static class Digest
{
    private static readonly int[] BatchSizes = [1, 5, 16, 37, 64, 130];

    public static string Of(Subject subject)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int count in BatchSizes)
        {
            var batch = Batch.Draw(subject, count, seed: count);
            Append(hash, subject.Forward(batch.Input(0)));
            Append(hash, subject.ForwardBatch(batch.Inputs));
            Append(hash, subject.Evaluate(batch.Inputs, batch.Targets));
            var (loss, gradient) = subject.Backward(batch.Inputs, batch.Targets);
            Append(hash, [loss, .. gradient]);
            Append(hash, subject.Train(batch.Input(0), batch.Target(0), 0.01));
            Append(hash, subject.Parameters);
            Append(hash, subject.TrainBatch(batch.Inputs, batch.Targets, 0.01));
            Append(hash, subject.Parameters);
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>The same of a network for streams: a run and single steps behind it, losses, gradients, and parameters after training.</summary>
    public static string Of(StreamSubject subject)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        State state = subject.NewState();
        foreach (int steps in BatchSizes)
        {
            double[] inputs = subject.Draw(steps, seed: steps), targets = subject.DrawTargets(steps, seed: steps + 1);
            Append(hash, subject.Run(state, inputs));
            Append(hash, subject.Step(state, inputs[..subject.Model.InputSize]));
            var (loss, gradient) = subject.BackwardSequence(state, inputs, targets);
            Append(hash, [loss, .. gradient]);
            Append(hash, subject.TrainSequence(state, inputs, targets, 0.01));
            Append(hash, subject.Parameters);
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static void Append(IncrementalHash hash, params double[] numbers)
    {
        foreach (double number in numbers)
            hash.AppendData(BitConverter.GetBytes(double.IsNaN(number) ? double.NaN : number));
    }
}
