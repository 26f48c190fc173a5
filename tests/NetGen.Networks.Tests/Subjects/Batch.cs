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
        var oracle = new Oracle(subject.Model, subject.Parameters);
        var inputs = new List<double>();
        var targets = new List<double>();
        for (int n = 0; n < count; n++)
        {
            double[] input = Input(subject, oracle, random, margin);
            inputs.AddRange(input);
            targets.AddRange(Target(subject, oracle.Forward(input).Outputs, random, margin));
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

    private static double[] Input(Subject subject, Oracle oracle, Random random, double margin)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            double[] input = Numbers(subject, subject.Model.InputSize, () => (2 * random.NextDouble()) - 1);
            if (oracle.Forward(input).IsAwayFromKinks(subject.Roundoff, margin))
                return input;
        }

        throw new InvalidOperationException($"No sample of {subject} lies away from all kinks.");
    }

    private static double[] Target(Subject subject, Approximate[] output, Random random, double margin)
    {
        double[] target = Target(subject, random);
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            int[] near = [.. Enumerable.Range(0, target.Length)
                .Where(o => !OracleLoss.IsAwayFromKinks(subject.Model.Loss.Name, output[o], target[o], subject.Roundoff, margin))];
            if (near.Length == 0)
                return target;
            double[] other = Target(subject, random);
            foreach (int o in near)
                target[o] = other[o];
        }

        throw new InvalidOperationException($"No target of {subject} lies away from all kinks.");
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
                return Numbers(subject, outputs, () => random.Next(4) == 0 ? 0 : 3 * random.NextDouble());
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
