using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The processor's name where Linux tells it, else its architecture.</summary>
    public static string Processor { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Whether the runtime was told to do without AVX-512, so that this machine stands in for one that has none.</summary>
    public static bool StandsIn { get; } = Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0";

    /// <summary>Processor, system, runtime and day in one line.</summary>
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}{(StandsIn ? " with AVX-512 switched off" : "")}, one core, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}");
}
