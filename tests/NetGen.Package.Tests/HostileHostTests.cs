namespace NetGen.Package.Tests;

/// <summary>A project with everything that could disturb generated code, at once, compiled and run in cultures that write differently.</summary>
public sealed class HostileHostTests(PackedPackage package)
{
    private const string Settings = """
        <TargetFramework>net10.0</TargetFramework>
        <LangVersion>12</LangVersion>
        <Nullable>disable</Nullable>
        <ImplicitUsings>disable</ImplicitUsings>
        <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        <WarningLevel>9999</WarningLevel>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <NoWarn>$(NoWarn);CS1591</NoWarn>
        <InvariantGlobalization>false</InvariantGlobalization>
        <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
        <CompilerGeneratedFilesOutputPath>generated</CompilerGeneratedFilesOutputPath>
        <DefaultItemExcludes>$(DefaultItemExcludes);generated/**</DefaultItemExcludes>
        """;

    private const string Program = """
        using System;
        using System.Globalization;
        using System.IO;
        using System.Linq;

        public class Vector;
        public class Span;
        public class MathF;

        internal static class Program
        {
            private static void Main()
            {
                Console.WriteLine("Culture: " + CultureInfo.CurrentCulture.Name);
                float[] inputs = Enumerable.Range(0, 40).Select(i => (i * 37 % 19 - 9) / 8f).ToArray();
                int[] labels = Enumerable.Range(0, 10).Select(i => i % 2).ToArray();
                var net = new Demo.Moons(seed: 1);
                Console.WriteLine(net);
                for (int step = 0; step < 20; step++)
                    Console.WriteLine(net.TrainBatch(inputs, labels, 0.5f).ToString("R", CultureInfo.InvariantCulture));
                net.Save("saved.safetensors");
                Console.WriteLine(Convert.ToHexString(File.ReadAllBytes("saved.safetensors")));
                var loaded = Demo.Moons.Load("saved.safetensors");
                Console.WriteLine(loaded.Predict(inputs.AsSpan(0, 4)));

                Complain(() => net.Train(inputs.AsSpan(0, 4), -1, 0.5f));
                Complain(() => net.TrainBatch(inputs.AsSpan(0, 3), labels, 0.5f));
                Complain(() => MOONS.Load("saved.safetensors"));
                Complain(() => new MOONS().Train(new double[2], new double[3], 1));
                File.WriteAllBytes("broken.safetensors", new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 });
                Complain(() => Demo.Moons.Load("broken.safetensors"));
            }

            private static void Complain(Action action)
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    Console.WriteLine(exception.Message);
                }
            }
        }

        namespace Demo
        {
            public class NetGen;

            [global::NetGen.Network("4-5:SIGMOID-3:MISH-2:softmax", InitialBias = -0.25)]
            public partial class Moons
            {
                public int Layer1;
            }
        }
        """;

    [Fact]
    public async Task HostileProject_DoesTheSameInEveryCulture()
    {
        using var project = new ScratchProject(package, Program.ReplaceLineEndings("\r\n"), Settings);
        project.Write("Moons.cs", "namespace Demo { public partial class Moons { public void Forward(int layer) { Layer1 = layer; } } }\r\n");
        project.Write("a/moons.netgen.json", "{\r\n  \"name\": \"MOONS\",\r\n  \"architecture\": \"2-3:SILU-3\",\r\n  \"precision\": \"DOUBLE\",\r\n  \"initialBias\": -1.5e-1\r\n}\r\n");
        project.Write("b/moons.netgen.json", """{ "name": "moons_", "architecture": "2-3-2" }""");

        var (files, lines) = await InCulture(project, "C");
        Assert.Equal(11, files.Count);
        Assert.Equal("4-5:sigmoid-3:mish-2:softmax", lines[1]);
        Assert.Equal(28, lines.Count);
        foreach (string culture in new[] { "fi-FI", "tr-TR" })
        {
            var (otherFiles, otherLines) = await InCulture(project, culture);
            Assert.SkipUnless(otherLines[0] == "Culture: " + culture, "Real cultures take ICU, which is not here: apt-get install libicu72");
            Assert.Equal(files, otherFiles);
            Assert.Equal(lines.Skip(1), otherLines.Skip(1));
        }
    }

    /// <summary>The generated files, and the lines that the program prints, of which the first is its culture.</summary>
    private static async Task<(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Lines)> InCulture(ScratchProject project, string culture)
    {
        var locale = ("LC_ALL", culture == "C" ? "C" : culture.Replace('-', '_') + ".UTF-8");
        // In a compiler of its own, as the server has the culture in which it was started.
        (await project.Dotnet(["build", "--no-incremental"], locale, ("UseSharedCompilation", "false"))).Succeeds();
        Command run = (await project.Dotnet([Path.Combine("bin", "Debug", "net10.0", "App.dll")], locale)).Succeeds();

        string folder = Path.Combine(project.Folder, "generated");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

        // That sentence is .NET's own, in the culture of the user.
        string[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Actual value was", StringComparison.Ordinal))];
        return (new SortedDictionary<string, string>(files, StringComparer.Ordinal), lines);
    }
}
