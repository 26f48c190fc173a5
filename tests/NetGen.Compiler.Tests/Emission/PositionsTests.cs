using NetGen.Compiler.Emit;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using Index = NetGen.Compiler.Kernels.Index;
using Precision = NetGen.Compiler.Model.Precision;

namespace NetGen.Compiler.Tests.Emission;

/// <summary>Products of positions are worked out once where several places share them, and nowhere else.</summary>
public sealed class PositionsTests
{
    private static readonly Flavour V = new("V", null);
    private static readonly Index I = Index.Of("i"), K = Index.Of("k"), R = Index.Of("r");

    [Fact]
    public void Product_OfTwoPlaces_HasAName() => AssertPrinted(
        [Loop("i", Store(I * 64 + 8), Store(I * 64))],
        """
        for (nuint i = 0; i < 4; i++)
        {
            nuint at = i * 64;
            V.Store(V.Zero, ref s, at, 8);
            V.Store(V.Zero, ref s, at);
        }
        """);

    [Fact]
    public void Product_OfOnePlace_StaysThere() => AssertPrinted(
        [Loop("i", Store(I * 64 + 8), Store(I * 32), Store(I + 8), Store(I))],
        """
        for (nuint i = 0; i < 4; i++)
        {
            V.Store(V.Zero, ref s, i * 64, 8);
            V.Store(V.Zero, ref s, i * 32);
            V.Store(V.Zero, ref s, i, 8);
            V.Store(V.Zero, ref s, i);
        }
        """);

    /// <summary>Places inside count with those around: the name stands where the last of its variables is declared.</summary>
    [Fact]
    public void Name_StandsInTheInnermostLoopThatItNeeds() => AssertPrinted(
        [Loop("i", Store(I * 64), Loop("k", Store(I * 64 + 1), Store(K + I * 64), Store(K + I * 64 + 2)))],
        """
        for (nuint i = 0; i < 4; i++)
        {
            nuint at = i * 64;
            V.Store(V.Zero, ref s, at);
            for (nuint k = 0; k < 4; k++)
            {
                nuint at2 = i * 64 + k;
                V.Store(V.Zero, ref s, at, 1);
                V.Store(V.Zero, ref s, at2);
                V.Store(V.Zero, ref s, at2, 2);
            }
        }
        """);

    /// <summary>Loops behind one another may count in variables of the same name.</summary>
    [Fact]
    public void Name_IsDeclaredInEveryLoopThatUsesIt_AndInNoOther() => AssertPrinted(
        [Loop("i", Store(I * 64), Store(I * 64)), Loop("i", Store(I)), Loop("i", Store(I * 64))],
        """
        for (nuint i = 0; i < 4; i++)
        {
            nuint at = i * 64;
            V.Store(V.Zero, ref s, at);
            V.Store(V.Zero, ref s, at);
        }
        for (nuint i = 0; i < 4; i++)
        {
            V.Store(V.Zero, ref s, i);
        }
        for (nuint i = 0; i < 4; i++)
        {
            nuint at = i * 64;
            V.Store(V.Zero, ref s, at);
        }
        """);

    [Fact]
    public void Name_StandsBehindThePositionThatItNeeds() => AssertPrinted(
        [new LetStart("r", "0", 8), Store(R * 4), Store(R * 4 + 1)],
        """
        nuint r = 0 < 8 ? 0 : 8;
        nuint at = r * 4;
        V.Store(V.Zero, ref s, at);
        V.Store(V.Zero, ref s, at, 1);
        """);

    [Fact]
    public void Name_IsNoOther() => AssertPrinted(
        [Loop("at", Store(Index.Of("at") * 64), new Let(V, "at2", 0), Store(Index.Of("at") * 64))],
        """
        for (nuint at = 0; at < 4; at++)
        {
            nuint at3 = at * 64;
            V.Store(V.Zero, ref s, at3);
            var at2 = V.Zero;
            V.Store(V.Zero, ref s, at3);
        }
        """);

    /// <summary>How long a vector is, no loop changes.</summary>
    [Fact]
    public void SeveralVectors_HaveANameInTheWholeKernel() => AssertPrinted(
        [Loop("i", Store(I * 64 + Index.Width * 3), Store(I + Index.Width * 3 + 5), Store(I + Index.Width), Store(I + Index.Width * 2))],
        """
        nuint width3 = width * 3;
        for (nuint i = 0; i < 4; i++)
        {
            V.Store(V.Zero, ref s, i * 64 + width3);
            V.Store(V.Zero, ref s, i + width3, 5);
            V.Store(V.Zero, ref s, i + width);
            V.Store(V.Zero, ref s, i + width * 2);
        }
        """);

    /// <summary>A part of it might be under 0, which no nuint is.</summary>
    [Fact]
    public void Position_OfWhichSomethingIsSubtracted_StaysWhole() => AssertPrinted(
        [Loop("i", Store(I * -16 + 48), Store(I * -16 + 48))],
        """
        for (nuint i = 0; i < 4; i++)
        {
            V.Store(V.Zero, ref s, 48 - i * 16);
            V.Store(V.Zero, ref s, 48 - i * 16);
        }
        """);

    /// <summary>Whatever has a place in memory: what is read, written, added up, copied, pointed at or called with.</summary>
    [Fact]
    public void EveryPlace_CountsAndHasTheName()
    {
        Pointer place = new Pointer("s") + I * 64;
        var called = new Kernel("Called", "", ["s"], [], [], [], []);
        Statement[] alone =
        [
            new Let(V, "a", new Load(place)), new Let(V, "b", -new Broadcast(place)), new Let(V, "c", new AcrossRow(Reduction.Sum, place, 4)), new Set(V, "d", new Load(place)),
            new Store(V, place, 0), new StoreFirst(V, place, 0), new LetPointer("e", place), new AddSums(place, 4, null, new Pointer("s")), new AddSums(new Pointer("s"), 4, null, place),
            new Copy(place, new Pointer("s"), 4), new Copy(new Pointer("s"), place, 4), new Run(called, [place]),
        ];

        foreach (Statement statement in alone)
        {
            string printed = Printed([Loop("i", statement, Store(I * 64))]);
            Assert.Contains("nuint at = i * 64;", printed, StringComparison.Ordinal);
            Assert.Equal(2, printed.Split("ref s, at").Length - 1);
        }
    }

    private static For Loop(string variable, params Statement[] body) => new(variable, 0, 4, 1, body);

    private static Store Store(Index position) => new(V, new Pointer("s") + position, 0);

    private static void AssertPrinted(Statement[] body, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n"), Printed(body));

    /// <summary>The body of a method, not indented.</summary>
    private static string Printed(Statement[] body)
    {
        var code = new CodeWriter();
        new KernelPrinter(code, Precision.Single).Print(new Kernel("Kernel", "", ["s"], [], [], [], body));
        string[] lines = code.ToString().TrimEnd().Split('\n');
        return string.Join("\n", lines[4..^1].Select(line => line[4..]));
    }
}
