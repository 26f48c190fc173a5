using NetGen.Networks.Tests.Oracles;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>Samples drawn for one network: inputs, targets that its loss takes, and class labels.</summary>
internal sealed record Batch(int Count, double[] Inputs, double[] Targets, int[] Labels)
{
    /// <summary>
    /// Draws samples that keep every unit away from the kinks of its activation, by rounding errors and by
    /// <paramref name="margin"/>, because on two sides of a kink two right answers differ.
    /// </summary>
    public static Batch Draw(Subject subject, int count, int seed, double margin = 0)
    {
        var random = new Random(seed);
        Oracle oracle = subject.Oracle;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            Batch batch = Draw(subject, count, random, oracle, margin);
            if (!oracle.TrainsOtherwise || oracle.IsAwayFromKinks(batch.Inputs, batch.Targets, subject.Roundoff, margin))
                return batch;
        }

        throw new InvalidOperationException($"No batch of {subject} lies away from all kinks.");
    }

    private static Batch Draw(Subject subject, int count, Random random, Oracle oracle, double margin)
    {
        var inputs = new List<double>();
        var targets = new List<double>();
        for (int n = 0; n < count; n++)
        {
            var (input, target) = Sample(subject, oracle, random, margin);
            inputs.AddRange(input);
            targets.AddRange(target);
        }

        int outputs = subject.Model.OutputSize;
        int[] labels = Enumerable.Range(0, count).Select(_ => random.Next(outputs)).ToArray();
        return new(count, [.. inputs], [.. targets], labels);
    }

    public double[] Input(int sample) => Row(Inputs, sample);

    public double[] Target(int sample) => Row(Targets, sample);

    /// <summary>The labels as rows of 0 and 1.</summary>
    public double[] OneHot(int outputs)
    {
        var rows = new double[Count * outputs];
        for (int n = 0; n < Count; n++)
            rows[(n * outputs) + Labels[n]] = 1;
        return rows;
    }

    private static (double[] Input, double[] Target) Sample(Subject subject, Oracle oracle, Random random, double margin)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            double[] input = Numbers(subject, subject.Model.InputSize, () => (2 * random.NextDouble()) - 1);
            double[] target = Target(subject, random);
            var trace = oracle.Forward(input);
            if (trace.IsAwayFromKinks(subject.Roundoff, margin) && oracle.IsAwayFromKinks(trace, target, subject.Roundoff, margin))
                return (input, target);
        }

        throw new InvalidOperationException($"No sample of {subject} lies away from all kinks.");
    }

    private static double[] Target(Subject subject, Random random)
    {
        int outputs = subject.Model.OutputSize;
        switch (subject.Model.Loss.Name)
        {
            case "CrossEntropy" or "KullbackLeibler" when random.Next(2) == 0:
                var oneHot = new double[outputs];
                oneHot[random.Next(outputs)] = 1;
                return oneHot;
            case "CrossEntropy" or "KullbackLeibler":
                return Numbers(subject, outputs, () => random.NextDouble() * 2 / outputs);
            case "BinaryCrossEntropy":
                return Numbers(subject, outputs, () => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() });
            case "Hinge":
                return Numbers(subject, outputs, () => random.Next(2) == 0 ? -1 : 1);
            case "Poisson":
                return Numbers(subject, outputs, () => random.Next(4));
            default:
                return Numbers(subject, outputs, () => (2 * random.NextDouble()) - 1);
        }
    }

    private static double[] Numbers(Subject subject, int count, Func<double> draw) =>
        Enumerable.Range(0, count).Select(_ => subject.Round(draw())).ToArray();

    private double[] Row(double[] rows, int sample)
    {
        int width = rows.Length / Count;
        return rows[(sample * width)..((sample + 1) * width)];
    }
}
