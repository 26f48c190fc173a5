using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace NetGen.Samples.Tests;

/// <summary>One run of a sample in a folder of its own, which has the sample's data.</summary>
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
    public static async Task<Sample> Run(string name, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("netgen-sample-").FullName, source = Path.Combine(Setting("Samples"), name);
        foreach (string data in Directory.EnumerateFiles(source, "*.csv"))
            File.Copy(data, Path.Combine(folder, Path.GetFileName(data)));
        string program = Path.Combine(source, "bin", Setting("Configuration"), "net10.0", $"{name}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var sample = new Sample(folder, await output + await errors);
        Assert.True(process.ExitCode == 0, $"{name}: exit code {process.ExitCode}\n{sample.Output}");
        return sample;
    }

    /// <summary>The number that a pattern's group finds in the output.</summary>
    public double Number(string pattern) => Assert.Single(Numbers(pattern));

    /// <summary>The numbers that a pattern's group finds in the output, in order.</summary>
    public double[] Numbers(string pattern) =>
        [.. Regex.Matches(Output, pattern, RegexOptions.Multiline).Select(match => double.Parse(match.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture))];

    /// <summary>The bytes of a file that it wrote.</summary>
    public byte[] Written(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Setting(string key) =>
        typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
