using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Timing;

/// <summary>
/// Seconds that this thread has run. Other programs on the same core lengthen the time by the clock, not this; where the
/// system does not tell it, as outside Linux, it is the time by the clock.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Seconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            _ = GetTime(ThreadCpuTime, out var time);
            return time.Seconds + (time.Nanoseconds * 1e-9);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }
}
