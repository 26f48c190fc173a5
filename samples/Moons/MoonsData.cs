/// <summary>Points of two half circles that reach into each other, a class each, with noise.</summary>
/// <param name="Inputs">Two coordinates a point.</param>
/// <param name="Targets">1 for the point's class, 0 for the other.</param>
/// <param name="Labels">The classes.</param>
internal sealed record MoonsData(float[] Inputs, float[] Targets, int[] Labels)
{
    public static MoonsData Draw(int seed, int points = 200, double noise = 0.2)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, points).Select(point => point % 2)];
        return new(
            [.. labels.SelectMany(label => Point(label, Math.PI * random.NextDouble()))],
            [.. labels.SelectMany(label => new[] { 1f - label, label })],
            labels);

        float[] Point(int label, double angle)
        {
            var (x, y) = label == 0 ? (Math.Cos(angle), Math.Sin(angle)) : (1 - Math.Cos(angle), 0.5 - Math.Sin(angle));
            return [(float)(x + noise * Gaussian()), (float)(y + noise * Gaussian())];
        }

        double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
