using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;
using NetGen.Generator.Tests.Testing;
using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Which phases of kernels become one function, and what it takes and gives.</summary>
public sealed class SectionsTests
{
    private const string Input = "a", Output = "z";
    private static readonly Flavour Four = new("V128", 4);

    [Fact]
    public void PhasesThatAreAlike_AreOneFunction_OfTheVectorsThatComeInAndGoOut()
    {
        Kernel first = Kernel("a", "z", Phase("a", "z")), second = Kernel("b", "y", Phase("b", "y"));
        var sections = new Sections([first, second], "Sample");

        Kernel function = Assert.Single(sections.Functions);
        Assert.Equal(("Phase", "All that it does."), (function.Name, function.Summary));
        Assert.Equal([new Vector(Four, "a")], function.Vectors);
        Assert.Equal(new Vector(Four, "z"), function.Result);
        Assert.Equal(["W", "S"], function.Memory);
        Assert.Equal(["Sample.Phase: a, W, S → z", "Sample.Phase: b, W, S → y"], new[] { first, second }.Select(kernel => Call(sections.Of(kernel))));
    }

    [Fact]
    public void FunctionsOfOneName_AreNumbered()
    {
        Kernel[] kernels = [Kernel("a", "z", Phase("a", "z")), Kernel("a", "z", Phase("a", "z", factor: 3)), Kernel("a", "z", Phase("a", "z")), Kernel("a", "z", Phase("a", "z", factor: 3))];
        var sections = new Sections(kernels, "Sample");

        Assert.Equal(["Phase", "Phase_2"], sections.Functions.Select(function => function.Name));
        Assert.Equal(["Sample.Phase", "Sample.Phase_2", "Sample.Phase", "Sample.Phase_2"], kernels.Select(kernel => Call(sections.Of(kernel)).Split(':')[0]));
    }

    /// <summary>Phases that no function can stand for, or that are not worth one, by why.</summary>
    public static TheoryData<string> Apart => [.. Phases.Keys];

    [Theory]
    [MemberData(nameof(Apart))]
    public void PhasesThatCannotBeAFunction_StayAsTheyAre(string why)
    {
        (Statement[] before, Statement[] phase, Statement[] behind) = Phases[why];
        Kernel[] kernels = [.. Enumerable.Range(0, 2).Select(_ => Kernel([.. before], [.. phase], [.. behind]))];
        var sections = new Sections(kernels, "Sample");

        Assert.DoesNotContain("Phase", sections.Functions.Select(function => function.Name));
        Assert.All(kernels, kernel => Assert.Equal(phase, sections.Of(kernel).Body.SkipWhile(statement => statement is not Heading { Phase: "Phase" }).Skip(1).Take(phase.Length)));
    }

    [Fact]
    public void AKernelWithoutPhases_IsItself()
    {
        Kernel kernel = Kernel("a", "z", Phase("a", "z")) with { Body = Phase("a", "z") };

        Assert.Same(kernel, new Sections([kernel, kernel with { Name = "Other" }], "Sample").Of(kernel));
    }

    /// <summary>In every network, a function reads as each phase does that it stands for, whose memory and vectors stand where it has its own.</summary>
    [Fact]
    public void FunctionsOfTheCorpus_SayWhatTheirPhasesSay()
    {
        int functions = 0, calls = 0;
        foreach (NetworkPlan plan in Corpus.Models.Select(Planner.Plan).Where(plan => !plan.Model.IsStreaming))
        {
            IReadOnlyList<Shapes> shapes = Shapes.OfSample(plan);
            PlacedKernels? training = plan.Model.Training && plan.TrainsOneSample ? SampleProgram.Training(plan, shapes) : null;
            Kernel[] kernels = [.. shapes.SelectMany(one => SampleProgram.Forward(plan.Inference, one)[one]), .. shapes.SelectMany(one => training?[one] ?? [])];
            var sections = new Sections(kernels, "Sample");
            functions += sections.Functions.Count;
            foreach (Kernel kernel in kernels)
            {
                Statement[][] original = [.. Cut(kernel)], now = [.. Cut(sections.Of(kernel))];
                Assert.Equal(original.Length, now.Length);
                foreach ((Statement[] phase, Statement[] called) in original.Zip(now))
                {
                    if (called is not [Heading, Run run])
                    {
                        Assert.Equal(phase, called);
                        continue;
                    }

                    calls++;
                    Kernel function = sections.Functions.Single(function => "Sample." + function.Name == run.Kernel.Name);
                    (string, string)[] pairs = Wording.AssertSame(phase.Skip(1), function.Body, plan);
                    Assert.All(run.Memory.Select(pointer => pointer.Name).Zip(function.Memory), pair => Assert.Contains(pair, pairs));
                    Assert.All(run.Vectors.Zip(function.Vectors.Select(vector => vector.Name)), pair => Assert.Contains(pair, pairs));
                    Assert.Equal(run.Result is null, function.Result is null);
                    if (run.Result is string result)
                        Assert.Contains((result, function.Result!.Name), pairs);
                }
            }
        }

        Assert.True(functions > 50 && calls > 2 * functions, $"{functions} functions, {calls} calls");
    }

    private static readonly Dictionary<string, (Statement[] Before, Statement[] Phase, Statement[] Behind)> Phases = new()
    {
        ["it gives two vectors"] = ([], [.. Phase(Output, "first"), new Let(Four, "second", 0)], [.. Uses("first"), .. Uses("second")]),
        ["it changes a vector from before"] = ([new Let(Four, Input, 0)], [.. Phase(Input, Output), new Set(Four, Input, 0)], Uses(Output)),
        ["it counts in a position from before"] = ([new LetPosition("at", new Pointer("W"), new RingPlan(4, 4))], [.. Phase(Output, "z"), .. Uses("z", Index.Of("at"))], []),
        ["it names a place for what follows"] = ([], [.. Phase(Output, "z"), new LetPointer("row", new Pointer("W") + 4)], [new Store(Four, new Pointer("row"), 0)]),
        ["it declares more than is put in place of a call"] = ([], [.. Phase(Output, "z"), .. Enumerable.Range(0, Tuning.MostInlinedLocals).Select(number => new Let(Four, $"v{number}", number))], []),
        ["there is too little of it"] = ([new Let(Four, Input, 0)], [new Let(Four, Output, new Variable(Input) * 2)], Uses(Output)),
    };

    private static Statement[] Uses(string vector, Index? at = null) => [new Store(Four, new Pointer("S") + (at ?? 0), new Variable(vector))];

    /// <summary>Statements that are worth a function: of a vector, or of none where there is none from before.</summary>
    private static Statement[] Phase(string takes, string gives, double factor = 2) =>
    [
        new Let(Four, gives, new Load(new Pointer("W"))),
        .. Enumerable.Range(0, Tuning.FewestSaved).Select(k => new Set(Four, gives, new Variable(gives) * factor + (takes == Output ? 1 : new Variable(takes)))),
        new Store(Four, new Pointer("S"), new Variable(gives)),
    ];

    private static Kernel Kernel(string takes, string gives, Statement[] phase) => Kernel([new Let(Four, takes, 0)], phase, Uses(gives));

    private static Kernel Kernel(Statement[] before, Statement[] phase, Statement[] behind) => new(
        "Step",
        "All.",
        ["p", "s"],
        [],
        [],
        [new LetPointer("W", new Pointer("p")), new LetPointer("S", new Pointer("s"))],
        [new Heading("Before", "Before."), .. before, new Heading("Phase", "All that it does."), .. phase, new Heading("Behind", "Behind."), .. behind]);

    private static string Call(Kernel kernel)
    {
        Run run = Assert.Single(kernel.Body.OfType<Run>());
        return $"{run.Kernel.Name}: {string.Join(", ", [.. run.Vectors, .. run.Memory.Select(pointer => pointer.Name)])} → {run.Result}";
    }

    private static IEnumerable<Statement[]> Cut(Kernel kernel)
    {
        int[] starts = [.. Enumerable.Range(0, kernel.Body.Count).Where(index => index == 0 || kernel.Body[index] is Heading), kernel.Body.Count];
        return starts.Zip(starts.Skip(1)).Select(phase => kernel.Body.Take(phase.Second).Skip(phase.First).ToArray());
    }
}
