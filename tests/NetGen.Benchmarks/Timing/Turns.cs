namespace NetGen.Benchmarks.Timing;

/// <summary>
/// Measurements in turn over some seconds, of which lower quartiles count: what else runs on the host slows long vectors for seconds at a
/// time, and not all alike.
/// </summary>
internal static class Turns
{
    public const int Count = 101;
    private const int WarmUps = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The lower quartile of each, in nanoseconds for one of what it does so many of.</summary>
    public static double[] Nanoseconds(long count, params IReadOnlyList<Action> runs)
    {
        double[][] turns = [.. runs.Select(_ => new double[Count])];
        for (int turn = -WarmUps; turn < Count; turn++)
        {
            for (int number = 0; number < runs.Count; number++)
            {
                double start = ThreadClock.Seconds;
                runs[number]();
                double seconds = ThreadClock.Seconds - start;
                if (turn >= 0)
                    turns[number][turn] = seconds * 1e9 / count;
            }

            Thread.Sleep(Pause);
        }

        return [.. turns.Select(times => times.Order().ElementAt(Count / 4))];
    }
}
