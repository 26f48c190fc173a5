using System.Text;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Spec.Json;
using NetGen.Compiler.Tests.Model;
using NetGen.Fuzzing;

namespace NetGen.Compiler.Tests.Fuzzing;

/// <summary>Whatever is written, the compiler says what is wrong with it or emits it; it does not throw.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void ArchitectureParser_FindsMistakesWithinTheText() => Fuzz.Run(300_000, Writing.Architecture, text =>
    {
        var findings = new FindingList();
        ArchitectureParser.Parse(text, findings);
        CheckPlaces(findings.ToArray(), Part.Architecture, text);
    });

    [Fact]
    public void Architecture_IsANetworkOrHasFindings() => Fuzz.Run(100_000, Writing.Architecture, text =>
        Check(Declared.Analyze(new NetworkDeclaration { Architecture = text }), Part.Architecture, text));

    [Fact]
    public void Json_IsANetworkOrHasFindings() => Fuzz.Run(40_000, Writing.Json, text => Check(Analyze(text), Part.File, text));

    /// <summary>What stands after the analysis: the network, or of a wrong one its surface. It takes a hundred times as long.</summary>
    [Fact]
    public void WhatIsAnalysed_IsEmitted() => Fuzz.Run(500, random => (Text: Writing.Architecture(random), Json: Writing.Json(random)), made =>
    {
        foreach (Analysis analysis in new[] { Declared.Analyze(new NetworkDeclaration { Architecture = made.Text }), Analyze(made.Json) })
        {
            if (analysis.Broken is { } broken)
                Assert.NotEmpty(NetworkCompiler.Emit(broken));
            else if (analysis.Model!.ParameterCount < 200)
                Assert.NotEmpty(NetworkCompiler.Emit(analysis.Model));
        }
    });

    [Fact]
    public void JsonReader_ReadsOrThrowsWithinTheText() => Fuzz.Run(290_000, random => random.Mutate(Writing.Json(random), ["{", "[", "\"", "\\u00"]), text =>
    {
        try
        {
            JsonReader.Read(text, []);
        }
        catch (JsonSyntaxException exception)
        {
            Assert.InRange(exception.Start, 0, text.Length);
            Assert.InRange(exception.Start + exception.Length, exception.Start, text.Length);
        }
    });

    [Fact]
    public void HeaderOfWeights_IsReadOrRefused()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"__metadata__":{"architecture":"1-1"},"layers.0.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"layers.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""");
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. header];
        Fuzz.Run(60_000, random => random.Mutate(file), bytes =>
        {
            var weights = new ProjectWeights("net.safetensors", bytes.Length == 0 ? "=" : Convert.ToBase64String(bytes));
            var analysis = Declared.Analyze(
                new NetworkDeclaration { Architecture = "1-1", Weights = "net.safetensors" },
                ProjectContext.Empty with { Weights = new([weights]) });
            Assert.True(analysis.Findings.Count > 0 || analysis.Model is not null);
        });
    }

    /// <summary>Texts that would take all memory, all of the stack or an hour if anything grew faster than they do.</summary>
    [Theory]
    [MemberData(nameof(Extremes))]
    public void Extreme_IsRefusedInMemoryOfItsOwnSize(string name, bool isJson, Func<string> write)
    {
        string text = write();
        Warm(isJson);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Analysis analysis = isJson ? Analyze(text) : Declared.Analyze(new NetworkDeclaration { Architecture = text });

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1_000_000 + 2_000L * text.Length, $"{name}: {allocated:N0} bytes for {text.Length:N0} characters");
        Assert.Contains(analysis.Findings, finding => finding.Severity == Severity.Error);
        Check(analysis, isJson ? Part.File : Part.Architecture, text);
    }

    public static TheoryData<string, bool, Func<string>> Extremes() => new()
    {
        { "a size of a million digits", false, () => "2-" + new string('9', 1_000_000) },
        { "an activation of a million letters", false, () => "2-3:" + new string('a', 1_000_000) },
        { "a hundred thousand characters that are nothing", false, () => "2-3" + new string('?', 100_000) },
        { "a hundred thousand dashes", false, () => new string('-', 100_000) },
        { "a thousand layers", false, () => "2" + Times(1_000, "-3:tanh") },
        { "a hundred thousand layers", false, () => "2" + Times(100_000, "-3") },
        { "a hundred thousand convolutions", false, () => "1x28x28" + Times(100_000, "-6c5same") },
        { "a shape of a hundred thousand sizes", false, () => "2" + Times(100_000, "x2") + "-1" },
        { "a hundred thousand options", false, () => "1x28x28-6c5" + Times(100_000, "p2") },
        { "the largest int", false, () => "2147483647-2147483647-2147483647" },
        { "a product beyond long", false, () => "2147483647x2147483647x2147483647-2147483647c2147483647-2147483647" },
        { "a kernel beyond long", false, () => "4x9223372036854775807-9223372036854775807c9223372036854775807s9223372036854775807p9223372036854775807d9223372036854775807g9223372036854775807" },
        { "arrays a hundred thousand deep", true, () => "{\"layers\":" + Times(100_000, "[") },
        { "objects a hundred thousand deep", true, () => Times(100_000, "{\"layers\":") },
        { "a string of a megabyte", true, () => "{\"architecture\":\"" + new string('a', 1_000_000) + "\"}" },
        { "a key of a megabyte", true, () => "{\"" + new string('a', 1_000_000) + "\":1,\"architecture\":\"2-\"}" },
        { "an unclosed string of a megabyte", true, () => "{\"architecture\":\"" + new string('a', 1_000_000) },
        { "ten thousand keys", true, () => "{" + string.Concat(Enumerable.Range(0, 10_000).Select(index => $"\"k{index}\":1,")) + "\"architecture\":\"2-\"}" },
        { "one key a hundred thousand times", true, () => "{" + Times(100_000, "\"trace\":true,") + "}" },
        { "a hundred thousand layers in JSON", true, () => "{\"name\":\"A\",\"input\":2,\"layers\":[" + Times(100_000, "{\"kind\":\"dense\",\"units\":3},") + "]}" },
        { "a hundred thousand names", true, () => "{\"name\":\"A\",\"architecture\":\"2-2:softmax\",\"classes\":[" + Times(100_000, "\"a\",") + "]}" },
        { "a number of a megabyte", true, () => "{\"initialBias\":" + new string('9', 1_000_000) + "}" },
        { "three hundred layers that take three hundred", true, () => "{\"name\":\"A\",\"input\":2,\"layers\":[" + Times(300, "{\"kind\":\"add\",\"add\":[" + Times(300, "\"a\",") + "]},") + "]}" },
    };

    private static string Times(int count, string text) => new StringBuilder(count * text.Length).Insert(0, text, count).ToString();

    private static void Warm(bool isJson) => _ = isJson ? Analyze("{}") : Declared.Analyze(new NetworkDeclaration { Architecture = "2-" });

    private static Analysis Analyze(string json)
    {
        SpecFile file = SpecFile.Read("net.netgen.json", "/net.netgen.json", json);
        ProjectContext project = ProjectContext.Empty with { Specs = new([file]) };
        return NetworkCompiler.Analyze(new NetworkDeclaration { Spec = file.Path }, file.Host(project), project);
    }

    /// <summary>There is a network or a mistake, every mistake lies within the text, and all can be written.</summary>
    private static void Check(Analysis analysis, Part part, string text)
    {
        Assert.Equal(analysis.Model is null, analysis.Findings.Any(finding => finding.Severity == Severity.Error));
        CheckPlaces(analysis.Findings, part, text);
    }

    private static void CheckPlaces(IEnumerable<Finding> findings, Part part, string text)
    {
        foreach (Finding finding in findings)
        {
            Place where = finding.Where;
            if (where.Part == part && !where.IsWhole && (where.Start < 0 || where.Start + where.Length > text.Length))
                Assert.Fail($"{finding} is outside of the text.");
            if (finding.Message.Length == 0)
                Assert.Fail("A finding says nothing.");
        }
    }
}
