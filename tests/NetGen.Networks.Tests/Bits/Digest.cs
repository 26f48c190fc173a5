using System.Globalization;
using NetGen.Networks.Tests.Streams;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Bits;

/// <summary>A fingerprint of every bit that a network computes: outputs, losses, gradients, and parameters after training.</summary>
internal static class Digest
{
    private const ulong Empty = 14695981039346656037;

    private static readonly int[] BatchSizes = [1, 5, 16, 37, 64, 130];

    public static string Of(Subject subject)
    {
        ulong hash = Empty;
        foreach (int count in BatchSizes)
        {
            var batch = Batch.Draw(subject, count, seed: count);
            Append(ref hash, subject.Forward(batch.Input(0)));
            Append(ref hash, subject.ForwardBatch(batch.Inputs));
            Append(ref hash, subject.Evaluate(batch.Inputs, batch.Targets));
            var (loss, gradient) = subject.Backward(batch.Inputs, batch.Targets);
            Append(ref hash, [loss, .. gradient]);
            Append(ref hash, subject.Train(batch.Input(0), batch.Target(0), 0.01));
            Append(ref hash, subject.Parameters);
            Append(ref hash, subject.TrainBatch(batch.Inputs, batch.Targets, 0.01));
            Append(ref hash, subject.Parameters);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The same of a network for streams: a run and single steps behind it, losses, gradients, and parameters after training.</summary>
    public static string Of(StreamSubject subject)
    {
        ulong hash = Empty;
        State state = subject.NewState();
        foreach (int steps in BatchSizes)
        {
            double[] inputs = subject.Draw(steps, seed: steps), targets = subject.DrawTargets(steps, seed: steps + 1);
            Append(ref hash, subject.Run(state, inputs));
            Append(ref hash, subject.Step(state, inputs[..subject.Model.InputSize]));
            var (loss, gradient) = subject.BackwardSequence(state, inputs, targets);
            Append(ref hash, [loss, .. gradient]);
            Append(ref hash, subject.TrainSequence(state, inputs, targets, 0.01));
            Append(ref hash, subject.Parameters);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>By FNV-1a: hashes of .NET's own load OpenSSL, which is not among the libraries of an emulator.</summary>
    private static void Append(ref ulong hash, params double[] numbers)
    {
        foreach (double number in numbers)
            foreach (byte value in BitConverter.GetBytes(double.IsNaN(number) ? double.NaN : number))
                hash = (hash ^ value) * 1099511628211;
    }
}
