using NetGen.Compiler.Kernels;
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

    /// <summary>Doubles x into some region.</summary>
    private static Kernel Add(string name, string target, int place, string variable, string count = Batch.Rows, double factor = 2)
    {
        var r = Index.Of("r");
        Statement[] body =
        [
            new For("r", 0, Index.Of(count), 1,
            [
                new Let(Four, variable, new Load(new Pointer("x") + r)),
                new Store(Four, new Pointer(target) + r, new Compiler.Operations.Variable(variable) * factor),
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
        return pointer.Offset.Terms.Values.SingleOrDefault();
    }

    private static IEnumerable<Run> Unrolled(Statement call)
    {
        (string variable, IReadOnlyList<Statement> body, IEnumerable<int> rounds) = call switch
        {
            For up => (up.Variable, up.Body, Enumerable.Range(0, up.To.Constant)),
            ForDown down => (down.Variable, down.Body, Enumerable.Range(0, down.From).Reverse()),
            _ => ("", [call], [0]),
        };
        return rounds.SelectMany(round => body.Cast<Run>().Select(run => run with
        {
            Memory = [.. run.Memory.Select(pointer => new Pointer(pointer.Name, pointer.Offset.Constant + round * pointer.Offset.Terms.GetValueOrDefault(variable)))],
        }));
    }
}
