namespace NetGen.Benchmarks.Data;

/// <summary>Points around two half circles that reach into each other, one for each class.</summary>
internal static class Moons
{
    private const double Noise = 0.2;

    /// <summary>Points of both classes in turn.</summary>
    public static Samples Draw(int points, Random random)
    {
        var (inputs, labels) = (new float[2 * points], new int[points]);
        for (int point = 0; point < points; point++)
        {
            labels[point] = point % 2;
            double angle = Math.PI * random.NextDouble();
            var (y, x) = Math.SinCos(angle);
            if (labels[point] == 1)
                (x, y) = (1 - x, 0.5 - y);
            inputs[2 * point] = (float)(x + (Noise * Normal(random)));
            inputs[(2 * point) + 1] = (float)(y + (Noise * Normal(random)));
        }

        return new(inputs, labels);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
