using System.Diagnostics;

namespace NetGen.Tool.Networks;

/// <summary>Measures how long something takes.</summary>
internal static class Stopping
{
    private const int Series = 15;
    private const double WarmUpSeconds = 0.3, SeriesSeconds = 0.01;

    /// <summary>Nanoseconds of one call, the median of several series; after calls enough for the JIT to have done its best.</summary>
    public static double Nanoseconds(Action call)
    {
        long start = Stopwatch.GetTimestamp(), calls = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; calls++)
            call();
        long repeats = Math.Max(1, (long)(calls * SeriesSeconds / WarmUpSeconds));
        return Enumerable.Range(0, Series).Select(_ => Seconds(call, repeats) / repeats * 1e9).Order().ElementAt(Series / 2);
    }

    private static double Seconds(Action call, long repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (long repeat = 0; repeat < repeats; repeat++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
