using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>
/// The kernels of a batch: with samples across lanes one class, generic over the vectors; with register tiles, which are for a
/// number of registers, a class for each. The library's loops over blocks call them.
/// </summary>
internal sealed class BatchKernels(NetworkPlan plan, NetworkProgram program)
{
    private const string Kernels = "Batch", Ends = "Ends";

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly string _prefix = Number.Prefix(plan.Model.Precision);
    private readonly bool _training = plan.Model.Training;

    /// <summary>By vectors, the kernels of one sample that are those of a block.</summary>
    private readonly Dictionary<string, (Sharing Sharing, IReadOnlyList<Kernel> Kernels)> _ofSample = [];

    public void Print(CodeWriter code)
    {
        string kernels = $"I{_prefix}{(plan.NeedsWholeBatch ? "Whole" : _training ? "Training" : "")}Batch";
        if (plan.Batch == Form.Lanes)
        {
            Choose(code, $"{Kernels}<V512, Vector512<{_number}>>", $"{Kernels}<V, Vector<{_number}>>");
            code.Block($"internal struct {Kernels}<V, TVector> : {kernels} where V : IVectors<TVector, {_number}> where TVector : struct", () => Print(code, Shapes.Portable(plan.Lanes)));
            return;
        }

        IReadOnlyList<Shapes> tiles = Shapes.OfTiles(plan);
        Choose(code, Kernels + tiles[0].Wide.Name, Kernels + tiles[1].Wide.Name);
        code.Separated(tiles, shapes => code.Block($"internal struct {Kernels}{shapes.Wide.Name} : {kernels}", () => Print(code, shapes)));
        if (!plan.TurnsOutputs)
            return;
        code.Line();
        code.Line("// What follows the last layer, the same for every width of vector.");
        code.Block($"internal static class {Ends}<V, TVector> where V : IVectors<TVector, {_number}> where TVector : struct", () =>
        {
            var printer = new KernelPrinter(code, plan.Model.Precision);
            code.Separated(program.Batch[Shapes.Portable(plan.Lanes)].Where(kernel => IsEnd(kernel) && kernel.Body.Count > 0), kernel => printer.Print(kernel, Heading(kernel.Pass)));
        });
    }

    /// <summary>Takes the kernels of one sample that are alike to kernels of a block: one method does for both.</summary>
    /// <returns>Those kernels, and the calls of them by another class.</returns>
    public (IReadOnlyList<Kernel> Kernels, Func<Kernel, Statement> Call) Share(Shapes shapes, IReadOnlyList<Kernel> ofSample)
    {
        Kernel[] inBlocks = [.. ofSample.Where(kernel => kernel.Counts.Contains(Batch.Rows))];
        if (inBlocks.Length == 0 || plan.Batch != Form.Rows || plan.Model.IsStreaming || Shapes.OfTiles(plan).All(tiles => tiles.Wide != shapes.Wide))
            return ([], _ => throw new InvalidOperationException());
        IReadOnlyList<Kernel> own = program.Batch[shapes];
        HashSet<string> texts = [.. own.Where(kernel => kernel.Pass == Pass.Forward).Select(kernel => new Likeness(kernel).Text)];
        Kernel[] alike = [.. inBlocks.Where(kernel => texts.Contains(new Likeness(kernel).Text))];
        var sharing = new Sharing([.. Methods(own), .. alike]);
        _ofSample[shapes.Wide.Name] = (sharing, alike);
        return (alike, kernel => sharing.Calls([kernel]).Single() is Run run ? run with { Kernel = run.Kernel with { Name = $"{Kernels}{shapes.Wide.Name}.{run.Kernel.Name}" } } : throw new InvalidOperationException());
    }

    /// <summary>Kernels that are methods beside those that are passes by themselves.</summary>
    private static IEnumerable<Kernel> Methods(IReadOnlyList<Kernel> kernels) => kernels.Where(kernel => kernel.Name != $"{kernel.Pass}");

    /// <summary>The class that members call.</summary>
    private void Choose(CodeWriter code, string wide, string machine)
    {
        code.Line($"internal abstract class Batches : {_prefix}{(plan.NeedsWholeBatch ? "Whole" : _training ? "" : "Forward")}Batches<{wide}, {machine}>;");
        code.Line();
    }

    private void Print(CodeWriter code, Shapes shapes)
    {
        bool inRows = plan.Batch == Form.Rows;
        IReadOnlyList<Kernel> kernels = program.Batch[shapes];
        var printer = new KernelPrinter(code, plan.Model.Precision);
        (Sharing sharing, IReadOnlyList<Kernel> ofSample) = _ofSample.TryGetValue(shapes.Wide.Name, out (Sharing, IReadOnlyList<Kernel>) shared) ? shared : (new Sharing(Methods(kernels)), []);
        HashSet<Kernel> called = [.. ofSample.Select(sharing.MethodOf)];
        foreach ((string name, int value) in Numbers(kernels))
            code.Line($"public static int {name} => {value};");
        code.Line($"public static bool TurnsInputs => {(inRows ? "false" : "true")};");
        code.Line($"public static bool AcrossSamples => {(plan.OutputsAcrossSamples ? "true" : "false")};");
        if (plan.Drops)
            PrintMasks(code);
        else if (plan.TrainsApart)
            code.Line("public static bool TrainsApart => true;");
        foreach (Pass pass in Passes())
        {
            string heading = Heading(pass);
            Kernel[] calls = [.. kernels.Where(kernel => kernel.Pass == pass)];
            code.Line();
            if (calls.All(kernel => kernel.Body.Count == 0))
            {
                code.Line(heading + " { }");
                continue;
            }

            if (plan.TurnsOutputs && IsEnd(calls[0]))
            {
                string vector = shapes.Wide.Width is null ? "Vector" : "Vector512";
                code.Line($"{heading} => {Ends}<{shapes.Wide.Name}, {vector}<{_number}>>.{pass}({Arguments(pass)});");
                continue;
            }

            if (calls.Length == 1 && calls[0].Name == $"{pass}")
            {
                printer.Print(calls[0], heading);
                continue;
            }

            code.Block(heading, () => PrintCalls(code, printer, sharing, calls));
            foreach (Kernel kernel in sharing.Methods.Where(method => method.Pass == pass))
            {
                code.Line();
                printer.Print(kernel, isShared: called.Contains(kernel));
            }
        }
    }

    private void PrintMasks(CodeWriter code)
    {
        code.Line("public static bool Drops => true;");
        code.Line();
        code.Block($"public static void DrawMasks(ref {_number} s, global::NetGen.Runtime.Draw draw, nuint rows)", () =>
        {
            LayerPlan[] layers = [.. plan.Layers.Where(layer => layer.Layer.Dropped > 0)];
            for (int number = 0; number < layers.Length; number++)
            {
                LayerPlan layer = layers[number];
                code.Line($"draw.Fill(ref {ValuePrinter.Reference(program.Batch.Workspace[Region.Mask(layer)])}, rows, {layer.RowStride}, {layer.Pixels}, {layer.Channels}, {layer.PaddedChannels}, number: {number}, percent: {layer.Layer.Dropped});");
            }
        });
    }

    private void PrintCalls(CodeWriter code, KernelPrinter printer, Sharing sharing, Kernel[] calls)
    {
        if (!IsInStages(calls[0].Pass))
        {
            printer.Print(sharing.Calls(calls));
            return;
        }

        code.Block("switch (stage)", () =>
        {
            foreach (IGrouping<int, Kernel> stage in calls.GroupBy(kernel => kernel.Stage))
            {
                code.Block($"case {stage.Key}:", () =>
                {
                    printer.Print(sharing.Calls(stage));
                    code.Line("break;");
                });
            }
        });
    }

    private bool IsInStages(Pass pass) => plan.NeedsWholeBatch && pass is Pass.TrainForward or Pass.Back;

    private IEnumerable<(string Name, int Value)> Numbers(IReadOnlyList<Kernel> kernels)
    {
        yield return ("Inputs", plan.Model.InputSize);
        yield return ("Outputs", plan.Model.OutputSize);
        yield return ("Rows", plan.BlockRows);
        yield return ("TileRows", plan.TileRows);
        yield return ("SampleStride", plan.SampleStride);
        yield return ("ForwardLength", program.Batch.Workspace.ForwardLength);
        if (_training)
        {
            yield return ("Length", program.Batch.Workspace.Length);
            yield return ("TrainableLength", plan.TrainableLength);
        }

        yield return ("Z", Offset(Region.PreActivations(plan.Output)));
        yield return ("Across", Offset(OutputLanes.PreActivations(plan)));
        yield return ("Stride", plan.Output.RowStride);
        if (!_training)
            yield break;
        yield return ("DZ", Offset(Region.Gradients(plan.Output)));
        yield return ("T", Offset(Region.Targets));
        yield return ("Losses", Offset(Region.Losses));
        yield return ("G", Offset(Region.Gradient));
        if (!plan.NeedsWholeBatch)
            yield break;
        yield return ("FewestRows", plan.FewestSamples);
        yield return ("ForwardStages", Stages(Pass.TrainForward));
        yield return ("BackStages", Stages(Pass.Back));

        int Stages(Pass pass) => 1 + kernels.Where(kernel => kernel.Pass == pass).Max(kernel => kernel.Stage);
    }

    private static bool IsEnd(Kernel kernel) => kernel.Pass is Pass.WriteOutputs or Pass.LossGradient;

    private Pass[] Passes() =>
        plan.NeedsWholeBatch || plan.Drops || plan.TrainsApart ? [Pass.Forward, Pass.WriteOutputs, Pass.LossGradient, Pass.TrainForward, Pass.Back]
        : _training ? [Pass.Forward, Pass.WriteOutputs, Pass.LossGradient, Pass.Back] : [Pass.Forward, Pass.WriteOutputs];

    private string Heading(Pass pass)
    {
        (string[] memory, string[] scalars) = Parameters(pass);
        string[] parameters = [.. IsInStages(pass) ? ["int stage"] : Array.Empty<string>(), .. memory.Select(name => $"ref {_number} {name}"), .. scalars.Select(name => $"{_number} {name}"), "nuint rows", "nuint padded"];
        return $"public static void {pass}({string.Join(", ", parameters)})";
    }

    private string Arguments(Pass pass)
    {
        (string[] memory, string[] scalars) = Parameters(pass);
        return string.Join(", ", [.. memory.Select(name => "ref " + name), .. scalars, "rows", "padded"]);
    }

    /// <summary>What a pass is given beside the rows of a block.</summary>
    private (string[] Memory, string[] Scalars) Parameters(Pass pass) => pass switch
    {
        Pass.Forward => (["p", "x", "s"], []),
        Pass.WriteOutputs => (["s", "y"], []),
        Pass.TrainForward => (["p", "x", "s"], plan.NeedsWholeBatch ? [Batch.All] : []),
        Pass.Back => (["p", "x", "s", "into"], plan.NeedsWholeBatch ? ["scale", Batch.All] : ["scale"]),
        _ => (["s"], []),
    };

    private int Offset(Region region) => program.Batch.Workspace[region].Offset.Constant;
}
