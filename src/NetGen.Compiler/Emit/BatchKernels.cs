using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>
/// The kernels of a batch: with samples across lanes one class, generic over the vectors; with register tiles, which are for a
/// number of registers, a class for each. The library's loops over blocks call them.
/// </summary>
internal sealed class BatchKernels(NetworkPlan plan)
{
    private const string Batch = "Batch", Ends = "Ends";

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly string _prefix = Number.Prefix(plan.Model.Precision);
    private readonly bool _training = plan.Model.Training;
    private readonly Workspace _workspace = Workspace.ForBatch(plan);

    public void Print(CodeWriter code)
    {
        string kernels = $"I{_prefix}{(_training ? "Training" : "")}Batch";
        if (plan.Batch == Form.Lanes)
        {
            Choose(code, $"{Batch}<V512, Vector512<{_number}>>", $"{Batch}<V, Vector<{_number}>>");
            code.Block($"internal struct {Batch}<V, TVector> : {kernels} where V : IVectors<TVector, {_number}> where TVector : struct", () => Print(code, Shapes.Portable(plan.Lanes)));
            return;
        }

        IReadOnlyList<Shapes> tiles = Shapes.OfTiles(plan);
        Choose(code, Batch + tiles[0].Wide.Name, Batch + tiles[1].Wide.Name);
        code.Separated(tiles, shapes => code.Block($"internal struct {Batch}{shapes.Wide.Name} : {kernels}", () => Print(code, shapes)));
        if (!plan.TurnsOutputs)
            return;
        code.Line();
        code.Line("// What follows the last layer, the same for every width of vector.");
        code.Block($"internal static class {Ends}<V, TVector> where V : IVectors<TVector, {_number}> where TVector : struct", () =>
        {
            var printer = new KernelPrinter(code, plan.Model.Precision);
            code.Separated(BatchProgram.Kernels(plan, Shapes.Portable(plan.Lanes), _workspace).Where(kernel => IsEnd(kernel) && kernel.Body.Count > 0), kernel => printer.Print(kernel, Heading(kernel.Pass)));
        });
    }

    /// <summary>The class that members call.</summary>
    private void Choose(CodeWriter code, string wide, string machine)
    {
        code.Line($"internal abstract class Batches : {_prefix}{(_training ? "" : "Forward")}Batches<{wide}, {machine}>;");
        code.Line();
    }

    private void Print(CodeWriter code, Shapes shapes)
    {
        bool inRows = plan.Batch == Form.Rows;
        IReadOnlyList<Kernel> kernels = BatchProgram.Kernels(plan, shapes, _workspace);
        var printer = new KernelPrinter(code, plan.Model.Precision);
        var sharing = new Sharing(kernels.Where(kernel => kernel.Name != $"{kernel.Pass}"));
        foreach ((string name, int value) in Numbers())
            code.Line($"public static int {name} => {value};");
        code.Line($"public static bool TurnsInputs => {(inRows ? "false" : "true")};");
        code.Line($"public static bool AcrossSamples => {(plan.OutputsAcrossSamples ? "true" : "false")};");
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

            code.Block(heading, () => printer.Print(sharing.Calls(calls)));
            foreach (Kernel kernel in sharing.Methods.Where(method => method.Pass == pass))
            {
                code.Line();
                printer.Print(kernel);
            }
        }
    }

    private IEnumerable<(string Name, int Value)> Numbers()
    {
        yield return ("Inputs", plan.Model.InputSize);
        yield return ("Outputs", plan.Model.OutputSize);
        yield return ("Rows", plan.BlockRows);
        yield return ("TileRows", plan.TileRows);
        yield return ("SampleStride", plan.SampleStride);
        yield return ("ForwardLength", _workspace.ForwardLength);
        if (_training)
        {
            yield return ("Length", _workspace.Length);
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
    }

    private static bool IsEnd(Kernel kernel) => kernel.Pass is Pass.WriteOutputs or Pass.LossGradient;

    private Pass[] Passes() =>
        _training ? [Pass.Forward, Pass.WriteOutputs, Pass.LossGradient, Pass.Back] : [Pass.Forward, Pass.WriteOutputs];

    private string Heading(Pass pass)
    {
        (string[] memory, string[] scalars) = Parameters(pass);
        string[] parameters = [.. memory.Select(name => $"ref {_number} {name}"), .. scalars.Select(name => $"{_number} {name}"), "nuint rows", "nuint padded"];
        return $"public static void {pass}({string.Join(", ", parameters)})";
    }

    private static string Arguments(Pass pass)
    {
        (string[] memory, string[] scalars) = Parameters(pass);
        return string.Join(", ", [.. memory.Select(name => "ref " + name), .. scalars, "rows", "padded"]);
    }

    /// <summary>What a pass is given beside the rows of a block.</summary>
    private static (string[] Memory, string[] Scalars) Parameters(Pass pass) => pass switch
    {
        Pass.Forward => (["p", "x", "s"], []),
        Pass.WriteOutputs => (["s", "y"], []),
        Pass.Back => (["p", "x", "s", "into"], ["scale"]),
        _ => (["s"], []),
    };

    private int Offset(Region region) => _workspace[region].Offset.Constant;
}
