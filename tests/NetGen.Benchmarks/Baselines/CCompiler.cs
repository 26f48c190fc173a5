using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace NetGen.Benchmarks.Baselines;

/// <summary>The C++ compiler of this machine: the one that CXX names, else g++, else clang++.</summary>
internal sealed class CCompiler
{
    /// <summary>How all of the baseline is compiled.</summary>
    public const string Options = "-O3 -ffast-math";

    private readonly string _command;

    private CCompiler(string command, string version)
    {
        _command = command;
        Version = version;
    }

    /// <summary>The first line of what the compiler says of itself.</summary>
    public string Version { get; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "HandWritten");

    public static CCompiler? Find()
    {
        string[] commands = [Environment.GetEnvironmentVariable("CXX") ?? "", "g++", "clang++"];
        return commands
            .Where(command => command != "")
            .Select(command => (Command: command, Version: Run(command, "--version")))
            .Where(found => found.Version is not null)
            .Select(found => new CCompiler(found.Command, found.Version!.Split('\n')[0].Trim()))
            .FirstOrDefault();
    }

    /// <summary>Compiles networks.cpp into a shared library, unless the same was done before, and returns the library's path.</summary>
    public string Compile(string name, string options)
    {
        // Linked without -ffast-math: with it, the library would switch the flushing of denormals on for the thread that loads
        // it, and so change how fast the C# runs.
        string compile = $"{Options} -std=c++17 {options} -fPIC -fvisibility=hidden -c networks.cpp -o {name}.o", link = $"-shared {name}.o -lmvec -lm";
        string stem = Path.Combine(Folder, $"{name}-{Fingerprint(compile + link)}");
        if (File.Exists(stem + ".so"))
            return stem + ".so";
        string unfinished = stem + $".{Environment.ProcessId}";
        RunOrThrow($"{compile.Replace(name + ".o", unfinished + ".o", StringComparison.Ordinal)}");
        RunOrThrow($"{link.Replace(name + ".o", unfinished + ".o", StringComparison.Ordinal)} -o {unfinished}.so");
        File.Delete(unfinished + ".o");
        File.Move(unfinished + ".so", stem + ".so", overwrite: true);
        return stem + ".so";
    }

    private void RunOrThrow(string arguments)
    {
        if (Run(_command, arguments) is null)
            throw new InvalidOperationException($"{_command} {arguments} failed in {Folder}");
    }

    private static string? Run(string command, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, WorkingDirectory = Folder })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Of everything that the compiled code depends on; -march=native reads the processor.</summary>
    private string Fingerprint(string arguments)
    {
        var text = new StringBuilder(Version).AppendLine(arguments).AppendLine(Machine.Processor);
        foreach (string file in Directory.EnumerateFiles(Folder).Where(file => Path.GetExtension(file) is ".h" or ".cpp").Order(StringComparer.Ordinal))
            text.Append(File.ReadAllText(file));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
