using System.Diagnostics;
using System.Numerics;

namespace NetGen.Benchmarks.Timing;

/// <summary>The processor core that everything is measured on.</summary>
internal static class Core
{
    private static nint s_all;

    /// <summary>Keeps this thread on the last core it may use, where the system lets us.</summary>
    public static void Pin()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return;
        using var process = Process.GetCurrentProcess();
        s_all = process.ProcessorAffinity;
        process.ProcessorAffinity = (nint)1 << BitOperations.Log2((nuint)s_all);
    }

    /// <summary>Runs something on all cores, which a process that it starts inherits.</summary>
    public static T Unpinned<T>(Func<T> run)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return run();
        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = s_all;
        try
        {
            return run();
        }
        finally
        {
            Pin();
        }
    }
}
