using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Every kernel of every corpus network, in every flavour, at every width of vector: see <see cref="KernelVerifier"/>.</summary>
public sealed class KernelVerifierTests
{
    private const string Streams = """
        [NetGen.Network("1-8gru-1")] public partial class Gru;
        [NetGen.Network("1-8:tanh-8gru-8:sigmoid-1")] public partial class Between;
        [NetGen.Network("3-16lstm-40rnn-2:softmax", Precision = NetGen.Precision.Double)] public partial class Several;
        [NetGen.Network("5-9:tanh-17gru-130lstm-4")] public partial class Wide;
        [NetGen.Network("1-16c3d1causal:tanh-16c3d2causal:tanh-1")] public partial class Convolved;
        [NetGen.Network("3-5c4causald7-2:softmax", Precision = NetGen.Precision.Double)] public partial class Long;
        [NetGen.Network("2-40c2causald9:gelu-70c5causal:tanh-130c1causal-3")] public partial class Channels;
        [NetGen.Network("1-16gru-4c3causal-1")] public partial class Mixed;
        """;

    [Fact]
    public void KernelsOfTheCorpus_UseWhatIsDeclaredWrittenAndTheirs()
    {
        string[] findings = [.. Corpus.Models.Concat(Corpus.Of(Streams)).SelectMany(Findings).Take(20)];
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData(0, 13, 0, null)]
    [InlineData(0, 13, 1, "S[i * 4 + 1] reaches from 1 to 17 of S, which has 16")]
    [InlineData(0, 17, 0, "S[i * 4] reaches from 0 to 20 of S, which has 16")]
    [InlineData(-1, 13, 0, "S[i * 4 + -4] reaches from -4 to 12 of S, which has 16")]
    public void Store_StaysInItsRegion(int first, int end, int beyond, string? finding)
    {
        // Every fourth element from the first on, four at a time.
        var i = Compiler.Kernels.Index.Of("i");
        Assert.Equal(finding is null ? [] : ["K: " + finding], Verify(new For("i", 0, (end + 3) / 4, 1, [new Store(Four, new Pointer("S") + i * 4 + (beyond + 4 * first), 0)])));
    }

    [Fact]
    public void Variable_IsDeclaredOnceBeforeItsUse()
    {
        Assert.Equal(["K: v is used and not declared"], Verify(new Store(Four, new Pointer("S"), new Variable("v"))));
        Assert.Equal(["K: v is declared twice"], Verify(new Let(Four, "v", 0), new Let(Four, "v", 1)));
        Assert.Equal(["K: v is set and not declared"], Verify(new Set(Four, "v", 0)));
        Assert.Equal(["K: v is used and not declared"], Verify(new For("i", 0, 2, 1, [new Let(Four, "v", 0)]), new Store(Four, new Pointer("S"), new Variable("v"))));
        Assert.Equal(["K: w is used and not declared"], Verify(new Store(Four, new Pointer("w"), 0)).Take(1));
    }

    [Fact]
    public void Region_IsWrittenBeforeItIsRead()
    {
        var load = new Let(Four, "v", new Load(new Pointer("S")));
        Assert.Equal(["K: S is read before it is written"], Verify(load));
        Assert.Empty(Verify(new Store(Four, new Pointer("S"), 0), load));
    }

    [Fact]
    public void Region_IsReadBeforeAnotherIsWrittenOverIt()
    {
        Statement store = new Store(Four, new Pointer("S"), 0), other = new Store(Four, new Pointer("T") + 4, 0), load = new Let(Four, "v", new Load(new Pointer("S")));
        Assert.Empty(Verify(store, load, other));
        Assert.Equal(["K: S is read after T was written over it"], Verify(store, other, load));
        Assert.Empty(Verify(other, store, load));
        Assert.Equal(["K: S and T have the same memory at the same time"], Verify(store, new For("i", 0, 2, 1, [load, other])));
    }

    /// <summary>Kernels read so many samples, whose place is known to the loops over blocks.</summary>
    [Fact]
    public void BlockSmallerThanATile_HasRoomAtTheStartOfScratch() => Assert.All(
        Corpus.Models.Select(Planner.Plan).Where(plan => plan.Batch == Form.Rows),
        plan =>
        {
            Workspace workspace = BatchProgram.Of(plan, Shapes.OfBatch(plan)).Workspace;
            Assert.Equal(0, workspace[Region.FewInputs].Offset.Constant);
            Assert.Contains((Region.FewInputs, plan.TileRows * plan.Model.InputSize), workspace.Scratch);
        });

    [Fact]
    public void Memory_WithinALane_IsAParameter() =>
        Assert.Contains("S", new Uses([new Let(Four, "v", new Lane(Four, new Load(new Pointer("S")), 2))]).Memory);

    [Fact]
    public void Count_WithinABound_IsAParameter() =>
        Assert.Equal(["rows"], new Uses([new For("r", 0, Compiler.Kernels.Index.Of(Batch.Rows) + 1, 1, [])]).Counts);

    private static readonly Flavour Four = new("V128", 4);

    private static IReadOnlyList<string> Verify(params Statement[] body)
    {
        // T begins in the midst of S.
        var verifier = new KernelVerifier(
            4, 16, new Dictionary<string, int>(), new Dictionary<string, int> { ["S"] = 16, ["T"] = 16 }, [], new Dictionary<string, int> { ["S"] = 0, ["T"] = 8 });
        verifier.Verify(new Kernel("K", "", [], [], [], [new LetPointer("S", new Pointer("s")), new LetPointer("T", new Pointer("s") + 8)], body));
        return verifier.Findings;
    }

    private static IEnumerable<string> Findings(NetworkModel model)
    {
        NetworkPlan plan = Planner.Plan(model);
        foreach (Shapes shapes in new[] { Shapes.Vector512(plan.Lanes), Shapes.Vector256(plan.Lanes), Shapes.Portable(plan.Lanes) })
        {
            VerifiedProgram[] programs = [.. VerifiedProgram.Of(plan, shapes)];

            // Where vectors have all virtual lanes, the flavour of 512 bits runs.
            int[] widths = shapes.Wide.Width is int known ? [known] : [plan.Lanes / 4, plan.Lanes / 2];
            foreach (int width in widths)
                foreach (VerifiedProgram program in programs)
                    foreach (int rows in program.Rows)
                        foreach (string finding in program.Findings(width, rows))
                            yield return $"{model.Architecture} {program.Name} {shapes.Wide.Name} {width} lanes {rows} rows {finding}";
        }
    }
}
