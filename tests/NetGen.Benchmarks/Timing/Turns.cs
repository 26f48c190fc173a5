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

    /// <summary>The lower quartile of each.</summary>
    /// <param name="timed">What runs something and gives its time.</param>
    public static double[] Take(params IReadOnlyList<Func<double>> timed)
    {
        double[][] turns = [.. timed.Select(_ => new double[Count])];
        for (int turn = -WarmUps; turn < Count; turn++)
        {
            for (int number = 0; number < timed.Count; number++)
            {
                double time = timed[number]();
                if (turn >= 0)
                    turns[number][turn] = time;
            }

            Thread.Sleep(Pause);
        }

        return [.. turns.Select(times => times.Order().ElementAt(Count / 4))];
    }
}
