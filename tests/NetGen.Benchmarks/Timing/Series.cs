using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>A candidate, and how many of its steps make a series of about a given length.</summary>
internal sealed class Series
{
    private readonly Candidate _candidate;
    private readonly long _steps;

    public Series(Candidate candidate, double seconds)
    {
        _candidate = candidate;
        candidate.Reset();
        long steps = 1;
        double taken = Time(steps);
        for (; taken < seconds / 3; taken = Time(steps))
            steps *= 2;
        _steps = Math.Max(1, (long)(steps * seconds / taken));
    }

    public string Name => _candidate.Name;

    /// <summary>Runs the series once, from the workload's parameters on, and returns nanoseconds per sample.</summary>
    public double Run()
    {
        _candidate.Reset();
        return Time(_steps) * 1e9 / (_steps * _candidate.Cell.Batch);
    }

    private double Time(long steps)
    {
        double start = ThreadClock.Seconds;
        _candidate.Run(steps);
        return ThreadClock.Seconds - start;
    }
}
