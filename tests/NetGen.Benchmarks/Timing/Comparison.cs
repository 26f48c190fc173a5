using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>One candidate against rivals at the same work, all in alternation, so that what slows one slows the others, too.</summary>
/// <param name="Nanoseconds">The candidate's median, per sample.</param>
/// <param name="Rival">The rival that was hardest to beat, if there was any.</param>
/// <param name="RivalNanoseconds">Its median.</param>
/// <param name="Ratio">The median of the ratios of neighbouring series: the candidate's time ÷ the rival's.</param>
/// <param name="Low">The ratios' lower quartile.</param>
/// <param name="High">The ratios' upper quartile.</param>
internal sealed record Comparison(double Nanoseconds, string? Rival, double RivalNanoseconds, double Ratio, double Low, double High)
{
    private const int Repeats = 15, Finalists = 2;
    private const double SeriesSeconds = 0.02, TrialSeconds = 0.005;

    public static Comparison Of(Candidate candidate, IReadOnlyList<Candidate> rivals)
    {
        var series = new Series(candidate, SeriesSeconds);
        Series[] finalists = [.. rivals.OrderBy(Trial).Take(Finalists).Select(rival => new Series(rival, SeriesSeconds))];
        var own = new double[Repeats];
        var others = finalists.Select(_ => new double[Repeats]).ToArray();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            own[repeat] = series.Run();
            for (int rival = 0; rival < finalists.Length; rival++)
                others[rival][repeat] = finalists[rival].Run();
        }

        var hardest = finalists
            .Zip(others, (rival, times) => (rival.Name, Median: Statistics.Median(times), Ratios: own.Zip(times, (a, b) => a / b).Order().ToArray()))
            .MaxBy(rival => Statistics.Median(rival.Ratios));
        return hardest.Name is null
            ? new(Statistics.Median(own), null, double.NaN, double.NaN, double.NaN, double.NaN)
            : new(Statistics.Median(own), hardest.Name, hardest.Median, Statistics.Median(hardest.Ratios), hardest.Ratios[Repeats / 4], hardest.Ratios[Repeats * 3 / 4]);
    }

    private static double Trial(Candidate rival)
    {
        var series = new Series(rival, TrialSeconds);
        return Enumerable.Range(0, 3).Min(_ => series.Run());
    }
}
