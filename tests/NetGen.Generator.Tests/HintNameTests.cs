using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

public class HintNameTests
{
    [Theory]
    [InlineData("[NetGen.Network(\"2-2\")] partial class Moons;", "Moons")]
    [InlineData("namespace Demo.Nets; [NetGen.Network(\"2-2\")] partial class Moons;", "Demo.Nets.Moons")]
    [InlineData("namespace Demo; partial class Outer<T> { [NetGen.Network(\"2-2\")] partial class Moons; }", "Demo.Outer`1+Moons")]
    [InlineData("namespace @event; [NetGen.Network(\"2-2\")] partial class @class;", "event.class")]
    public void HintName_IsTheNameOfTheClass(string source, string expected) => Assert.Equal([expected], Stems(source));

    [Theory]
    [InlineData("[NetGen.Network(\"2-2\")] partial class Moons; [NetGen.Network(\"2-2\")] partial class moons; [NetGen.Network(\"2-2\")] partial class MOONS;", "MOONS, Moons-2, moons-3")]
    [InlineData("namespace A { [NetGen.Network(\"2-2\")] partial class N; } namespace a { [NetGen.Network(\"2-2\")] partial class N; }", "A.N, a-2.N")]
    [InlineData("partial class O { [NetGen.Network(\"2-2\")] partial class N; } partial class o { [NetGen.Network(\"2-2\")] partial class N; }", "O+N, o-2+N")]
    [InlineData("partial class O { [NetGen.Network(\"2-2\")] partial class N; } partial class O<T> { [NetGen.Network(\"2-2\")] partial class N; }", "O+N, O`1+N")]
    [InlineData("namespace X { [NetGen.Network(\"2-2\")] partial class Kernels; } [NetGen.Network(\"2-2\")] partial class x;", "X.Kernels, x-2")]
    [InlineData("[NetGen.Network(\"2-2\")] partial class Moons; class moons;", "Moons")]
    [InlineData("[NetGen.Network(\"2-2\")] partial class moons; class Moons;", "moons-2")]
    public void HintNames_OfNeighboursThatDifferByCase_AreNumbered(string source, string expected) =>
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), Stems(source));

    [Fact]
    public void HintName_OfANetworkInANetwork_IsItsOwn() => Assert.Equal(
        ["Net", "Net+Weights"],
        Stems("[NetGen.Network(\"2-2\")] partial class Net { [NetGen.Network(\"2-2\")] partial class Weights; }"));

    /// <summary>Their kernels have a namespace each, whose name holds no dots.</summary>
    [Theory]
    [InlineData("namespace A { [NetGen.Network(\"2-2\")] partial class B; } [NetGen.Network(\"2-2\")] partial class A_B;", "A.B, A_B")]
    [InlineData("namespace A { [NetGen.Network(\"2-2\")] partial class _B; } namespace A_ { [NetGen.Network(\"2-2\")] partial class B; }", "A._B, A_.B")]
    [InlineData("partial class O { [NetGen.Network(\"2-2\")] partial class N; } [NetGen.Network(\"2-2\")] partial class O_0N;", "O+N, O_0N")]
    [InlineData("partial class O { [NetGen.Network(\"2-2\")] partial class N; } partial class O<T> { [NetGen.Network(\"2-2\")] partial class N; }", "O+N, O`1+N")]
    [InlineData("[NetGen.Network(\"2-2\")] partial class Vector; [NetGen.Network(\"2-2\")] partial class V; [NetGen.Network(\"2-2\")] partial class M;", "M, V, Vector")]
    [InlineData("namespace System { [NetGen.Network(\"2-2\")] partial class Unsafe; }", "System.Unsafe")]
    public void Kernels_OfNeighboursThatDifferByADot_AreApart(string source, string expected) =>
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), Stems(source));

    private static IEnumerable<string> Stems(string source)
    {
        var run = GeneratorRun.OfValid(new TestProject("#pragma warning disable CS8981\n" + source));
        Assert.Equal(run.Sources.Count, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(run.Sources.Keys, name => Assert.Contains(run.Networks, stem => name.StartsWith(stem + ".", StringComparison.Ordinal)));
        return run.Networks;
    }
}
