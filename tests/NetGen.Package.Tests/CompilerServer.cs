using System.Diagnostics;

namespace NetGen.Package.Tests;

/// <summary>
/// The SDK's own server of the C# compiler, for the builds of all tests: each would start the compiler anew. A build that started
/// one by itself would leave it behind, and the server would keep the build's output open.
/// </summary>
internal sealed class CompilerServer : IDisposable
{
    private readonly Process _process;

    public CompilerServer()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Setting.Compiler, "VBCSCompiler.dll"), "-pipename:" + Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>What builds find it by: MSBuild's property SharedCompilationId.</summary>
    public static string Name { get; } = $"netgen-package-tests-{Environment.ProcessId}";

    public void Dispose()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The compiler's server ended with {_process.ExitCode}: every build started the compiler anew.");
        _process.Kill();
        _process.Dispose();
    }
}
