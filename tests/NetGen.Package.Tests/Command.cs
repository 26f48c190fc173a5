using System.Diagnostics;

namespace NetGen.Package.Tests;

/// <summary>One run of a program, to its end.</summary>
/// <param name="Line">The command line.</param>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote, errors included.</param>
internal sealed record Command(string Line, int ExitCode, string Output)
{
    /// <summary>Runs a program in a folder. Packages come from and go to the tests' own folder.</summary>
    public static async Task<Command> Run(string folder, string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = Prepare(folder, program, arguments, variables);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new($"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}", process.ExitCode, await output + await errors);
    }

    /// <summary>The same, not yet started.</summary>
    public static ProcessStartInfo Prepare(string folder, string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The tests' own runner is started by MSBuild and tells its children of its own SDK.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        // Servers that outlive the command would keep its output open; that of the compiler is started before.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = CompilerServer.Name;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NUGET_PACKAGES"] = Setting.PackageCache;
        start.Environment["RestoreFallbackFolders"] = Setting.SharedPackages;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Whether a program of that name can be run.</summary>
    public static bool Exists(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Fails the test, showing the output, unless the command succeeded.</summary>
    public Command Succeeds()
    {
        Assert.True(ExitCode == 0, $"{Line}: exit code {ExitCode}\n{Output}");
        return this;
    }

    /// <summary>Fails the test, showing the output, unless the command failed.</summary>
    public Command Fails()
    {
        Assert.True(ExitCode != 0, $"{Line} succeeded\n{Output}");
        return this;
    }
}
