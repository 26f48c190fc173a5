using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>Candidates at the same work, in alternation, so that what slows one slows the others, too.</summary>
internal static class Race
{
    private const int Repeats = 15;
    private const double SeriesSeconds = 0.02, TrialSeconds = 0.005;

    /// <summary>Times all of them and compares the first with each.</summary>
    public static IReadOnlyList<Standing> Run(IReadOnlyList<Candidate> candidates)
    {
        Series[] series = [.. candidates.Select(candidate => new Series(candidate, SeriesSeconds))];
        var times = series.Select(_ => new double[Repeats]).ToArray();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int candidate = 0; candidate < series.Length; candidate++)
                times[candidate][repeat] = series[candidate].Run();
        }

        return [.. candidates.Zip(times, (candidate, own) => Standing.Of(candidate.Name, own, times[0]))];
    }

    /// <summary>The fastest few, by short trials.</summary>
    public static IEnumerable<Candidate> Fastest(IEnumerable<Candidate> candidates, int count) => candidates.OrderBy(Trial).Take(count);

    private static double Trial(Candidate candidate)
    {
        var series = new Series(candidate, TrialSeconds);
        return Enumerable.Range(0, 3).Min(_ => series.Run());
    }
}
