namespace NetGen.Benchmarks.Timing;

/// <summary>How a candidate did in a race.</summary>
/// <param name="Name">The candidate's.</param>
/// <param name="Nanoseconds">Its median, per sample.</param>
/// <param name="Ratio">The median of the ratios of neighbouring series: the first candidate's time ÷ this one's.</param>
/// <param name="Low">The ratios' lower quartile.</param>
/// <param name="High">The ratios' upper quartile.</param>
internal sealed record Standing(string Name, double Nanoseconds, double Ratio, double Low, double High)
{
    public static Standing Of(string name, double[] own, double[] first)
    {
        double[] ratios = [.. first.Zip(own, (a, b) => a / b).Order()];
        return new(name, Statistics.Median(own), Statistics.Median(ratios), ratios[ratios.Length / 4], ratios[ratios.Length * 3 / 4]);
    }
}
