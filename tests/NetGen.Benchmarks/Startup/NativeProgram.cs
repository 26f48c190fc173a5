using System.Diagnostics;
using System.Reflection;

namespace NetGen.Benchmarks.Startup;

/// <summary>The program of the first calls as native code.</summary>
internal static class NativeProgram
{
    /// <summary>Publishes it, which takes a minute or two; returns its path, or null where NativeAOT or a linker is missing.</summary>
    public static string? Publish()
    {
        string project = typeof(NativeProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NativeProgram").Value!;
        string output = Path.Combine(AppContext.BaseDirectory, "native");

        // Servers that outlive the command would keep its output open.
        string[] arguments = ["publish", project, "--configuration", "Release", "--output", output, "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(output, OperatingSystem.IsWindows() ? "Native.exe" : "Native") : null;
    }
}
