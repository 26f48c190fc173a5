using Microsoft.CodeAnalysis;
using NetGen.Compiler.Operations;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>Every class that may carry a network does, whatever surrounds it.</summary>
public class HostTests
{
    private const string Moons = "[NetGen.Network(\"2-3:tanh-2:softmax\")] public partial class Moons { public int Use() => new Moons(1).Predict([1f, 2f]); }";

    [Theory]
    [InlineData("[NetGen.Network(\"2-3-2\")] partial class Moons;")]
    [InlineData("[NetGen.Network(\"2-3-2\")] public sealed partial class Moons { }")]
    [InlineData("namespace Demo.Nets { [NetGen.Network(\"2-3-2\")] internal partial class Moons { } }")]
    [InlineData("namespace Demo; public partial class Outer { [NetGen.Network(\"2-3-2\")] private partial class Moons; }")]
    [InlineData("namespace Demo; public partial class Outer<T, U> where T : class { public partial struct Middle<V> { [NetGen.Network(\"2-3-2\")] internal partial class Moons; } }")]
    [InlineData("public partial record Outer(int A) { [NetGen.Network(\"2-3-2\")] protected partial class Moons; }")]
    [InlineData("public partial record struct Outer { [NetGen.Network(\"2-3-2\")] private partial class Moons; }")]
    [InlineData("public static partial class Outer { [NetGen.Network(\"2-3-2\")] internal partial class Moons; }")]
    [InlineData("public partial interface IOuter<T> { [NetGen.Network(\"2-3-2\")] internal partial class Moons; }")]
    [InlineData("namespace @namespace.@class { public partial class @event<@int> { [NetGen.Network(\"2-3-2\")] public partial class @void; } }")]
    [InlineData("namespace Дім { [NetGen.Network(\"2-3-2\")] public partial class Мережа; }")]
    public void Class_OfAnyKindAndPlace_CarriesANetwork(string source) => GeneratorRun.OfValid(new TestProject(source));

    [Theory]
    [InlineData("public class Vector; public class Span; public class MathF; public class ReadOnlySpan; public class Stream;")]
    [InlineData("namespace Demo { public class Vector; public class Span; public class MathF; public class NetGen; public class Vector512; public class Unsafe; }")]
    [InlineData("public class NetGen<T>;")]
    [InlineData("namespace Demo.NetGen { public class INetwork; } namespace Demo.System { public class String; }")]
    [InlineData("global using Vector = System.String; global using Span = System.Int32; global using MathF = System.Math; global using Forward = System.Linq;")]
    public void Types_NamedLikeOurs_DoNotDisturb(string types) => GeneratorRun.OfValid(new TestProject(
        types,
        "namespace Demo { [global::NetGen.Network(\"2-3-2\", Precision = global::NetGen.Precision.Double)] public partial class Moons; }",
        Moons));

    /// <summary>Nobody can write NetGen's own names any more, not even the user, and the compiler says why.</summary>
    [Fact]
    public void Type_NamedNetGenInTheGlobalNamespace_IsTheCompilersBusiness()
    {
        var run = GeneratorRun.Of(new TestProject("public class NetGen;", "[NetGen.Network(\"2-3-2\")] public partial class Moons;"));
        Assert.Empty(run.Networks);
        Assert.Equal(["CS0426", "CS0426", "CS0437"], run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Theory]
    [InlineData("public void Forward(int other) { }")]
    [InlineData("public void Forward<T>(System.ReadOnlySpan<float> input, System.Span<float> output) { }")]
    [InlineData("public Moons(string name) : this(name.Length) { }")]
    [InlineData("public int Layer1, x, z1, InputSizes;")]
    [InlineData("static Moons() { }")]
    [InlineData("public const string Pretrained = \"x\";")]
    public void Members_ThatOnlyLookLikeOurs_AreTheUsersOwn(string member) =>
        GeneratorRun.OfValid(new TestProject(Moons, $"public partial class Moons {{ {member} }}"));

    [Fact]
    public void Members_ThatAreInherited_AreHidden() => GeneratorRun.OfValid(new TestProject(
        "public class Base { public int InputSize; public void Forward() { } public Base Clone() => this; }",
        "[NetGen.Network(\"2-3-2\")] public partial class Moons : Base;"));

    [Theory]
    [InlineData(NullableContextOptions.Disable, false)]
    [InlineData(NullableContextOptions.Enable, true)]
    public void ProjectSettings_DoNotMatter(NullableContextOptions nullable, bool checkOverflow) =>
        GeneratorRun.OfValid(new TestProject(Moons) { Nullable = nullable, CheckOverflow = checkOverflow });

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    public void DocumentationMode_DoesNotMatter(DocumentationMode documentation) =>
        GeneratorRun.OfValid(new TestProject(Moons) { Documentation = documentation });

    /// <summary>The pragma in emitted files is for compilers to come; today's has nothing to say, at any level.</summary>
    [Fact]
    public void EmittedCode_NeedsNoPragma()
    {
        var run = GeneratorRun.OfValid(new TestProject(Moons, "namespace Demo; [NetGen.Network(\"9-70:sigmoid-40-1:sigmoid\", Precision = NetGen.Precision.Double, Weights = \"a.safetensors\")] public partial class Wide;")
        {
            Weights = ["a.safetensors"],
        });
        Assert.Empty(run.CompilerDiagnosticsWithoutPragmas);
    }

    [Fact]
    public void EmittedCode_OfTheWholeVocabulary_NeedsNoPragma()
    {
        var byActivation = Registry.Activations.Select(activation => ($"9-5:{activation.Name}-2:{activation.Name}", ""));
        var byLoss = Registry.Losses.Select(loss => ($"2-3-2:{Registry.Activations.First(loss.Accepts).Name}", $", Loss = NetGen.Loss.{loss.Name}"));
        var byInitializer = Registry.Initializers.Select(initializer => ("2-3", $", Initializer = NetGen.Initializer.{initializer.Name}"));
        var networks = byActivation.Concat(byLoss).Concat(byInitializer).Select((network, number) =>
            $"""[NetGen.Network("{network.Item1}", Precision = NetGen.Precision.{(number % 2 == 0 ? "Single" : "Double")}{network.Item2})] public partial class Net{number};""");

        var run = GeneratorRun.Of(new TestProject([.. networks]));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(Registry.Activations.Count + Registry.Losses.Count + Registry.Initializers.Count, run.Networks.Count);
        Assert.Empty(run.CompilerDiagnosticsWithoutPragmas);
    }

    [Fact]
    public void Sources_WithCarriageReturns_EmitTheSame()
    {
        const string Source = "using NetGen;\n\n[Network(\"2-3-2\")]\npublic partial class Moons;\n";
        Assert.Equal(
            GeneratorRun.OfValid(new TestProject(Source)).Sources,
            GeneratorRun.OfValid(new TestProject(Source.Replace("\n", "\r\n", StringComparison.Ordinal))).Sources);
    }

    [Fact]
    public void Class_InSeveralParts_IsOneNetwork()
    {
        var run = GeneratorRun.OfValid(new TestProject("public partial class Moons { public int A; }", Moons, "public partial class Moons { public int B; }"));
        Assert.Equal(["Moons"], run.Networks);
    }

    [Fact]
    public void Class_WithTwoAttributes_IsTheCompilersBusiness()
    {
        var run = GeneratorRun.Of(new TestProject(Moons, "[NetGen.Network(\"2-2\")] public partial class Moons;"));
        Assert.Equal(["CS0579"], run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(["Moons"], run.Networks);
    }

    [Fact]
    public void Attribute_OfAnotherNamespace_IsNotOurs()
    {
        var run = GeneratorRun.OfValid(new TestProject("namespace Other; public class NetworkAttribute(string text) : System.Attribute { public string Text => text; } [Network(\"2-3\")] public partial class Moons;"));
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void Project_WithoutNetworks_GetsNothing() => Assert.Empty(GeneratorRun.OfValid(new TestProject("public class Nothing;")).Sources);

    [Fact]
    public void Project_OfManyNetworks_GetsThemAll()
    {
        var sources = Enumerable.Range(0, 200).Select(number => $"namespace Demo; [NetGen.Network(\"2-3-2\")] public partial class Net{number};");
        var run = GeneratorRun.Of(new TestProject([.. sources]));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(200, run.Networks.Count);
        Assert.Empty(run.Output.GetDeclarationDiagnostics(TestContext.Current.CancellationToken));
    }
}
