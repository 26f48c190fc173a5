using System.Diagnostics;
using System.Reflection;

namespace NetGen.Samples.Tests;

/// <summary>One run of a sample in a folder of its own.</summary>
internal sealed class Sample : IDisposable
{
    private Sample(string folder, string output)
    {
        Folder = folder;
        Output = output;
    }

    public string Folder { get; }

    /// <summary>What it wrote to the console, errors included.</summary>
    public string Output { get; }

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs the sample to its end; the test fails when the sample does.</summary>
    public static async Task<Sample> Run(string name)
    {
        string folder = Directory.CreateTempSubdirectory("netgen-sample-").FullName;
        string program = Path.Combine(Setting("Samples"), name, "bin", Setting("Configuration"), "net10.0", $"{name}.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var sample = new Sample(folder, await output + await errors);
        Assert.True(process.ExitCode == 0, $"{name}: exit code {process.ExitCode}\n{sample.Output}");
        return sample;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Setting(string key) =>
        typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
