using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>A saved file under a killed process, a full disk and a folder that takes none, and in the hands of another reader.</summary>
public sealed class FileSafetyTests(FileSafetyTests.Saver saver) : IClassFixture<FileSafetyTests.Saver>
{
    private const string Program = """
        using System;
        using System.Linq;
        using NetGen;

        // Saves networks whose parameters are all one number: once for each argument behind the path, or forever.
        var net = new Net(seed: 1);
        try
        {
            for (int index = 1; ; index++)
            {
                bool isForever = args.Length == 1;
                if (!isForever && index == args.Length)
                    break;
                var parameters = new float[Net.ParameterCount];
                parameters.AsSpan().Fill(isForever ? 1 + index % 2 : float.Parse(args[index]));
                net.SetParameters(parameters);
                net.Save(args[0]);
                if (index == 1)
                    Console.WriteLine("saved");
            }
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
        }

        [Network("64-128-64")]
        public partial class Net;
        """;

    /// <summary>The bytes of what is saved with each number.</summary>
    private static readonly string[] Numbers = ["1", "2"];

    [Fact]
    public async Task KilledWhileSaving_LeavesTheOldFileOrTheNew()
    {
        var whole = new List<byte[]>();
        foreach (string number in Numbers)
        {
            (await saver.Project.Run("whole.safetensors", number)).Succeeds();
            whole.Add(File.ReadAllBytes(Path.Combine(saver.Project.Folder, "whole.safetensors")));
        }

        string folder = Path.Combine(saver.Project.Folder, "killed");
        Directory.CreateDirectory(folder);
        int interrupted = 0;
        for (int kill = 0; kill < 200; kill++)
        {
            var start = new ProcessStartInfo("dotnet", [saver.Program, Path.Combine(folder, "net.safetensors")]) { RedirectStandardOutput = true };
            using (var process = Process.Start(start)!)
            {
                await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                await Task.Delay(kill % 7, TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            byte[] found = File.ReadAllBytes(Path.Combine(folder, "net.safetensors"));
            Assert.True(whole.Any(file => file.AsSpan().SequenceEqual(found)), $"After kill {kill} the file is torn: {found.Length} bytes.");
            foreach (string beside in Directory.GetFiles(folder, "*.tmp"))
            {
                interrupted++;
                File.Delete(beside);
            }
        }

        Assert.True(interrupted > 20, $"Only {interrupted} of 200 kills fell into a save.");
    }

    [Theory]
    [InlineData("true", "IOException: Cannot save '.+': No space left on device : '.+'\\. Nothing was changed\\.")]
    [InlineData("mount -o remount,ro disk", "IOException: Cannot save '.+': Read-only file system : '.+'\\. Nothing was changed\\.")]
    public async Task FolderThatTakesNoFile_KeepsTheOldOne(string between, string message)
    {
        // A disk with room for one file, which is gone with the shell.
        string script = $"""
            set -e
            mkdir -p disk
            mount -t tmpfs -o size=80k tmpfs disk
            dotnet {saver.Program} disk/net.safetensors 1
            cp disk/net.safetensors before.safetensors
            {between}
            dotnet {saver.Program} disk/net.safetensors 2
            cmp disk/net.safetensors before.safetensors
            ls disk
            """;
        Command probe = await Command.Run(saver.Project.Folder, "unshare", ["--user", "--map-root-user", "--mount", "true"]);
        Assert.SkipUnless(probe.ExitCode == 0, "A disk of its own takes a mount namespace, which is not allowed here");

        Command run = (await Command.Run(saver.Project.Folder, "unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script])).Succeeds();

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(("saved", "net.safetensors"), (lines[0], lines[2]));
        Assert.Matches(new Regex($"^{message}$"), lines[1]);
    }

    /// <summary>Nothing but the format's description is needed to read it.</summary>
    [Fact]
    public async Task PythonsStandardLibrary_ReadsTheFile()
    {
        Assert.SkipUnless(Command.Exists("python3"), "The file is read by python3, which is not here: apt-get install python3");
        (await saver.Project.Run("python.safetensors", "1.5")).Succeeds();
        const string Script = """
            import json, math, struct
            with open("python.safetensors", "rb") as file:
                header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
                data = file.read()
            print(header.pop("__metadata__")["architecture"])
            for name, tensor in header.items():
                begin, end = tensor["data_offsets"]
                values = struct.unpack("<%df" % math.prod(tensor["shape"]), data[begin:end])
                print(name, tensor["dtype"], tensor["shape"], set(values))
            print(end == len(data))
            """;

        Command read = (await Command.Run(saver.Project.Folder, "python3", ["-c", Script])).Succeeds();

        Assert.Equal(
            [
                "64-128:relu-64",
                "layers.0.weight F32 [128, 64] {1.5}",
                "layers.0.bias F32 [128] {1.5}",
                "layers.1.weight F32 [64, 128] {1.5}",
                "layers.1.bias F32 [64] {1.5}",
                "True",
            ],
            read.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The program, built once.</summary>
    public sealed class Saver(PackedPackage package) : IAsyncLifetime
    {
        internal ScratchProject Project { get; } = new(package, FileSafetyTests.Program);

        internal string Program => Path.Combine(Project.Folder, "bin", "Debug", "net10.0", "App.dll");

        public async ValueTask InitializeAsync() => (await Project.Dotnet("build")).Succeeds();

        public ValueTask DisposeAsync()
        {
            Project.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
