using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Spec.Json;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Spec;

/// <summary>Keys on the class beside those of its file: each may stand on either side, and on one alone.</summary>
public class SpecReaderTests
{
    private const string Path = "net.netgen.json";

    /// <summary>As a file writes it and as an attribute does.</summary>
    private sealed record Key(Part Part, string Json, Func<NetworkDeclaration, NetworkDeclaration> Write);

    private static readonly Key[] Keys =
    [
        new(Part.Architecture, "\"architecture\": \"3-2\"", declaration => declaration with { Architecture = "3-2" }),
        new(Part.Hidden, "\"hidden\": \"tanh\"", declaration => declaration with { Hidden = "tanh" }),
        new(Part.Output, "\"output\": \"sigmoid\"", declaration => declaration with { Output = "sigmoid" }),
        new(Part.Loss, "\"loss\": \"huber\"", declaration => declaration with { Loss = "huber" }),
        new(Part.Initializer, "\"initializer\": \"uniform\"", declaration => declaration with { Initializer = "uniform" }),
        new(Part.InitializerScale, "\"initializerScale\": 0.5", declaration => declaration with { InitializerScale = 0.5 }),
        new(Part.InitialBias, "\"initialBias\": 0.25", declaration => declaration with { InitialBias = 0.25 }),
        new(Part.Precision, "\"precision\": \"double\"", declaration => declaration with { Precision = "double" }),
        new(Part.Weights, "\"weights\": \"net.safetensors\"", declaration => declaration with { Weights = "net.safetensors" }),
        new(Part.Classes, "\"classes\": [\"a\", \"b\"]", declaration => declaration with { Classes = new(["a", "b"]) }),
        new(Part.Trace, "\"trace\": true", declaration => declaration with { Trace = true }),
        new(Part.Training, "\"training\": false", declaration => declaration with { Training = false }),
    ];

    public static TheoryData<string> Names => [.. Keys.Select(key => key.Part.ToString())];

    [Fact]
    public void Keys_AreAllThatBothMayHave() =>
        Assert.Equal(
            JsonKey.All.Select(key => key.Part).OfType<Part>().Except([Part.Name, Part.Namespace, Part.Input, Part.Inputs, Part.Layers, Part.Outputs]).Order(),
            Keys.Select(key => key.Part).Order());

    /// <summary>With every other key on the other side.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Key_MayStandOnEitherSide(string name)
    {
        NetworkDeclaration all = Write(new() { Spec = Path }, _ => true);
        bool Is(Key key) => key.Part.ToString() == name;

        (NetworkDeclaration onClass, IReadOnlyList<Finding> ofClass) = Read(Write(new() { Spec = Path }, Is), Json(key => !Is(key)));
        (NetworkDeclaration inFile, IReadOnlyList<Finding> ofFile) = Read(Write(new() { Spec = Path }, key => !Is(key)), Json(Is));
        Assert.Equal((all, all), (onClass, inFile));
        Assert.Empty(ofClass.Concat(ofFile));
    }

    /// <summary>What stands on both sides counts as the class says it, and is the one finding, on the class.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Key_OnBothSides_IsAFinding(string name)
    {
        (NetworkDeclaration whole, IReadOnlyList<Finding> findings) = Read(Write(new() { Spec = Path }, key => key.Part.ToString() == name), Json(_ => true));
        Assert.Equal(Write(new() { Spec = Path }, _ => true), whole);
        Finding finding = Assert.Single(findings);
        Assert.Equal(("NG1017", Place.Whole(Enum.Parse<Part>(name))), (finding.Id, finding.Where));
        Assert.Equal($"{name} stands in {Path} too, as \"{char.ToLowerInvariant(name[0])}{name[1..]}\"; leave it out here or there", finding.Message);
    }

    [Fact]
    public void Class_CountsMoreThanItsFile()
    {
        (NetworkDeclaration whole, _) = Read(new() { Spec = Path, Architecture = "5-4", Hidden = "relu", InitialBias = 0, Trace = false, Training = true }, Json(_ => true));
        Assert.Equal(("5-4", "relu", 0, false, true), (whole.Architecture, whole.Hidden, whole.InitialBias, whole.Trace, whole.Training));
    }

    /// <summary>Layers stand in the file alone, and beside no architecture.</summary>
    [Fact]
    public void ArchitectureBesideLayers_IsAFinding()
    {
        const string Layers = "\"input\": 3, \"layers\": [{ \"kind\": \"dense\", \"units\": 2 }]";
        (NetworkDeclaration alone, IReadOnlyList<Finding> none) = Read(new() { Spec = Path, Hidden = "tanh" }, $"{{ {Layers} }}");
        Assert.Equal((1, "tanh"), (alone.Graph!.Layers.Count, alone.Hidden));
        Assert.Empty(none);

        (_, IReadOnlyList<Finding> findings) = Read(new() { Spec = Path, Architecture = "3-2" }, $"{{ {Layers} }}");
        Finding finding = Assert.Single(findings);
        Assert.Equal(("NG1017", Place.Whole(Part.Architecture)), (finding.Id, finding.Where));
        Assert.Equal($"Architecture stands in {Path} too, as \"layers\"; leave it out here or there", finding.Message);
    }

    /// <summary>What is wrong on either side is wrong as a whole.</summary>
    [Fact]
    public void Rejection_OfEitherSide_Stays()
    {
        Assert.True(Read(new() { Spec = Path, IsRejected = true }, Json(_ => true)).Declaration.IsRejected);
        Assert.True(Read(new() { Spec = Path }, "{ \"architecture\": 5 }").Declaration.IsRejected);
        Assert.False(Read(new() { Spec = Path }, Json(_ => true)).Declaration.IsRejected);
    }

    private static NetworkDeclaration Write(NetworkDeclaration declaration, Func<Key, bool> which) =>
        Keys.Where(which).Aggregate(declaration, (written, key) => key.Write(written));

    private static string Json(Func<Key, bool> which) =>
        $"{{ {string.Join(", ", Keys.Where(which).Select(key => key.Json))} }}";

    private static (NetworkDeclaration Declaration, IReadOnlyList<Finding> Findings) Read(NetworkDeclaration declaration, string json)
    {
        var findings = new FindingList();
        SpecFile file = SpecFile.Read(Path, Path, json);
        NetworkDeclaration read = SpecReader.Read(declaration, Declared.Host, ProjectContext.Empty with { Specs = new([file]) }, findings).Declaration;
        return (read, findings.ToArray());
    }
}
