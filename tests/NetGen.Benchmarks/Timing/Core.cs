using System.Diagnostics;
using System.Numerics;

namespace NetGen.Benchmarks.Timing;

/// <summary>The processor core that everything is measured on.</summary>
internal static class Core
{
    /// <summary>Keeps this thread on the last core it may use, where the system lets us.</summary>
    public static void Pin()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return;
        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = (nint)1 << BitOperations.Log2((nuint)process.ProcessorAffinity);
    }
}
