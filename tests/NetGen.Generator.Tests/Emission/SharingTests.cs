using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Generator.Tests.Testing;
using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Which kernels stand as one method, and how it is called for each.</summary>
public sealed class SharingTests
{
    private static readonly Flavour Four = new("V128", 4);

    [Fact]
    public void KernelsThatDifferInNamesAndPlaces_AreOneMethod()
    {
        Kernel first = Add("Layer0", "A0", 0, "z0"), second = Add("Layer1", "A1", 64, "z1");
        var sharing = new Sharing([first, second]);

        Kernel method = Assert.Single(sharing.Methods);
        Assert.Equal(("Layer0", "Twice. Alike: Layer1."), (method.Name, method.Summary));
        Assert.Equal(["x", "A0"], method.Memory);
        Assert.Empty(method.Regions);
        Assert.Equal(["x + 0, s + 0", "x + 0, s + 64"], sharing.Calls([first, second]).Select(Places));
    }

    [Theory]
    [InlineData("A0", Batch.Padded, 2)]
    [InlineData("A0", Batch.Rows, 3)]
    [InlineData("x", Batch.Rows, 2)]
    public void KernelsThatDoSomethingElse_AreTwo(string target, string count, double factor)
    {
        Kernel first = Add("Layer0", "A0", 0, "z0"), second = Add("Layer1", target, 64, "z1", count, factor);
        var sharing = new Sharing([first, second]);

        Assert.Equal([first, second], sharing.Methods);
        Assert.Equal([.. new[] { first, second }.Select(kernel => string.Join(", ", kernel.Memory))], sharing.Calls([first, second]).Select(call => string.Join(", ", ((Run)call).Memory.Select(pointer => pointer.Name))));
    }

    /// <summary>Pairs of statements, each of which differ in one thing that makes other code.</summary>
    public static TheoryData<string> Differences => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(Differences))]
    public void StatementsThatDiffer_AreNotAlike(string difference)
    {
        (Statement first, Statement second) = Pairs[difference];
        Assert.NotEqual(Text(first), Text(second));
        Assert.Equal(Text(first), Text(first));
    }

    [Theory]
    [InlineData("up by 8", 0, 8, 16, 24)]
    [InlineData("down by 8", 24, 16, 8, 0)]
    [InlineData("up by 0", 8, 8, 8)]
    [InlineData("apart", 0, 8)]
    [InlineData("apart", 0, 8, 24, 32)]
    [InlineData("apart", 0, 8, 0, 8)]
    public void CallsAtSteadyDistances_AreALoop(string expected, params int[] places)
    {
        Kernel[] kernels = [.. places.Select((place, layer) => Add("Layer" + layer, "A" + layer, place, "z"))];
        IReadOnlyList<Statement> calls = new Sharing(kernels).Calls(kernels);

        string loop = calls[0] switch
        {
            For up => $"up by {Step(up.Body, places[0])}",
            ForDown down => $"down by {Step(down.Body, places[^1])}",
            _ => "apart",
        };
        Assert.Equal(expected, loop);
        Assert.Equal(expected == "apart" ? places.Length : 1, calls.Count);
    }

    /// <summary>Each call of every network, loops run, works in the memory in which the kernel works that it stands for.</summary>
    [Fact]
    public void CallsOfTheCorpus_WorkWhereTheirKernelsDo()
    {
        int shared = 0, loops = 0;
        foreach (VerifiedProgram program in Corpus.Models.Select(Planner.Plan).SelectMany(plan => VerifiedProgram.Of(plan, Shapes.Portable(plan.Lanes))))
        {
            var sharing = new Sharing(program.Kernels);
            IReadOnlyList<Statement> calls = sharing.Calls(program.Kernels);
            Run[] runs = [.. calls.SelectMany(Unrolled)];
            Assert.Equal(program.Kernels.Count, runs.Length);
            foreach ((Kernel kernel, Run run) in program.Kernels.Zip(runs))
            {
                Assert.Equal(new Likeness(kernel).Text, new Likeness(run.Kernel).Text);
                if (ReferenceEquals(run.Kernel, kernel))
                    continue;
                shared++;
                Assert.Equal(new Likeness(kernel).Memory.Select(kernel.Place), run.Memory);
            }

            loops += calls.Count(call => call is not Run);
        }

        Assert.True(shared > 100 && loops > 10, $"{shared} calls of shared methods, {loops} loops");
    }

    /// <summary>Printed, methods that stand for others differ from them in names alone, each of which stands for one name of theirs.</summary>
    [Fact]
    public void MethodsOfTheCorpus_ReadAsTheirKernelsDo()
    {
        int shared = 0;
        foreach (NetworkPlan plan in Corpus.Models.Select(Planner.Plan))
        {
            foreach (VerifiedProgram program in VerifiedProgram.Of(plan, Shapes.Vector256(plan.Lanes)))
            {
                var sharing = new Sharing(program.Kernels);
                foreach ((Kernel kernel, Run run) in program.Kernels.Zip(sharing.Calls(program.Kernels).SelectMany(Unrolled)))
                {
                    if (ReferenceEquals(run.Kernel, kernel) || kernel.Name == run.Kernel.Name)
                        continue;
                    shared++;
                    Wording.AssertSame(kernel.Body, run.Kernel.Body, plan);
                }
            }
        }

        Assert.True(shared > 20, $"{shared} kernels share a method");
    }

    private static readonly Dictionary<string, (Statement First, Statement Second)> Pairs = new()
    {
        ["statement"] = (new Set(Four, "v", 0), new Let(Four, "v", 0)),
        ["heading"] = (new Heading("Phase", "one"), new Heading("Phase", "two")),
        ["flavour"] = (new Let(Four, "v", 0), new Let(Eight, "v", 0)),
        ["flavour of set"] = (new Set(Four, "v", 0), new Set(Eight, "v", 0)),
        ["flavour of store"] = (new Store(Four, S, 0), new Store(Eight, S, 0)),
        ["flavour of element"] = (new StoreFirst(Four, S, 0), new StoreFirst(Eight, S, 0)),
        ["number"] = Values(1, 2),
        ["sign of zero"] = Values(0, -0.0),
        ["place"] = Values(new Load(S), new Load(S + 4)),
        ["distance"] = (Loop(new Store(Four, S + I * 4, 0)), Loop(new Store(Four, S + I * 8, 0))),
        ["count in a place"] = Values(new Load(S + Index.Of(Batch.Rows)), new Load(S + Index.Of(Batch.Padded))),
        ["numbers"] = Values(new Numbers(new([1, 2, 3, 4]), 0), new Numbers(new([1, 2, 3, 5]), 0)),
        ["first number"] = Values(new Numbers(new([1, 2, 3, 4, 5]), 0), new Numbers(new([1, 2, 3, 4, 5]), 1)),
        ["kind of read"] = Values(new Load(S), new Broadcast(S)),
        ["place of broadcast"] = Values(new Broadcast(S), new Broadcast(S + 1)),
        ["operator"] = Values(new Load(S) + 2, new Load(S) - 2),
        ["order"] = Values(new Load(S) - 2, 2 - new Load(S)),
        ["function"] = Values(new Call("Exp", 2), new Call("Tanh", 2)),
        ["relation"] = Values(new Select(new Load(S) < 1, 2, 3), new Select(new Load(S) > 1, 2, 3)),
        ["lane"] = Values(new Lane(Four, new Load(S), 1), new Lane(Four, new Load(S), 2)),
        ["flavour of lane"] = Values(new Lane(Four, new Load(S), 1), new Lane(Eight, new Load(S), 1)),
        ["first lane"] = Values(new LaneNumber(0), new LaneNumber(4)),
        ["scalar"] = Values(new Splat("rate"), new Splat("scale")),
        ["count"] = Values(new CountOf(Batch.Rows), new CountOf(Batch.Padded)),
        ["reduction"] = Values(new AcrossLanes(Reduction.Sum, new Load(S)), new AcrossLanes(Reduction.Maximum, new Load(S))),
        ["length of row"] = Values(new AcrossRow(Reduction.Sum, S, 16), new AcrossRow(Reduction.Sum, S, 32)),
        ["place of row"] = Values(new AcrossRow(Reduction.Sum, S, 16), new AcrossRow(Reduction.Sum, S + 16, 16)),
        ["part of vector"] = (new Store(Four, S, 0, 2), new Store(Four, S, 0, 3)),
        ["rows of tile"] = (new LetFirst("r", "next", Batch.Rows, 4), new LetFirst("r", "next", Batch.Rows, 6)),
        ["last start of tile"] = (new LetStart("place", "next", 4), new LetStart("place", "next", 6)),
        ["count of tile"] = (new LetFirst("r", "next", Batch.Rows, 4), new LetFirst("r", "next", Batch.Padded, 4)),
        ["number of sums"] = (new AddSums(S, 2, null, S), new AddSums(S, 3, null, S)),
        ["scale of sums"] = (new AddSums(S, 2, null, S), new AddSums(S, 2, "scale", S)),
        ["number of copies"] = (new Copy(S, S + 8, 2), new Copy(S, S + 8, 3)),
        ["target of copy"] = (new Copy(S, S + 8, 2), new Copy(S, S + 4, 2)),
        ["named place"] = (new LetPointer("w", S), new LetPointer("w", S + 4)),
        ["start"] = (new For("i", 0, 8, 1, []), new For("i", 4, 8, 1, [])),
        ["end"] = (new For("i", 0, 8, 1, []), new For("i", 0, 4, 1, [])),
        ["step"] = (new For("i", 0, 8, 1, []), new For("i", 0, 8, 2, [])),
        ["end of loop down"] = (new ForDown("i", 8, []), new ForDown("i", 4, [])),
        ["body"] = (Loop(new Let(Four, "v", 0)), Loop(new Let(Four, "v", 0), new Let(Four, "w", 0))),
    };

    private static Flavour Eight => new("V256", 8);

    private static Pointer S => new("S");

    private static Index I => Index.Of("i");

    private static (Statement, Statement) Values(Value first, Value second) => (new Let(Four, "v", first), new Let(Four, "v", second));

    private static For Loop(params Statement[] body) => new("i", 0, 2, 1, body);

    private static string Text(Statement statement) => new Likeness(new Kernel("K", "", [], [], [], [], [statement])).Text;

    /// <summary>Doubles x into some region.</summary>
    private static Kernel Add(string name, string target, int place, string variable, string count = Batch.Rows, double factor = 2)
    {
        var r = Index.Of("r");
        Statement[] body =
        [
            new For("r", 0, Index.Of(count), 1,
            [
                new Let(Four, variable, new Load(new Pointer("x") + r)),
                new Store(Four, new Pointer(target) + r, new Variable(variable) * factor),
            ]),
        ];
        LetPointer[] regions = target == "x" ? [] : [new LetPointer(target, new Pointer("s") + place)];
        return new Kernel(name, "Twice.", target == "x" ? ["x"] : ["x", "s"], [count], [], regions, body);
    }

    private static string Places(Statement call) => string.Join(", ", ((Run)call).Memory.Select(pointer => $"{pointer.Name} + {pointer.Offset}"));

    private static int Step(IReadOnlyList<Statement> body, int start)
    {
        Pointer pointer = Assert.IsType<Run>(Assert.Single(body)).Memory[1];
        Assert.Equal(start, pointer.Offset.Constant);
        return pointer.Offset.Terms.SingleOrDefault().Factor;
    }

    private static IEnumerable<Run> Unrolled(Statement call)
    {
        (string variable, IReadOnlyList<Statement> body, IEnumerable<int> rounds) = call switch
        {
            For up => (up.Variable, up.Body, Enumerable.Range(0, up.To.Constant)),
            ForDown down => (down.Variable, down.Body, Enumerable.Range(0, down.From.Constant).Reverse()),
            _ => ("", [call], [0]),
        };
        return rounds.SelectMany(round => body.Cast<Run>().Select(run => run with
        {
            Memory = [.. run.Memory.Select(pointer => new Pointer(pointer.Name, pointer.Offset.Constant + round * pointer.Offset.Terms.SingleOrDefault(term => term.Variable == variable).Factor))],
        }));
    }
}
