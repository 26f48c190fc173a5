using System.Diagnostics;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>This program once more, with all cores, for what one core cannot show.</summary>
internal static class Child
{
    /// <summary>What it writes when it is started with that argument.</summary>
    public static string Run(string argument) => Core.Unpinned(() =>
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [argument]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    });
}
