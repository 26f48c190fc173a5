using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>The classes behind Train, TrainBatch, Evaluate and Backward.</summary>
internal sealed class TrainingDrivers(NetworkPlan plan)
{
    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly bool _labels = Outline.Of(plan.Model).TakesLabels;
    private readonly bool _tiles = plan.Batch == BatchShape.RegisterTiles;
    private readonly Workspace _sample = Workspace.ForSample(plan, training: true);
    private readonly Workspace _batch = Workspace.ForBatch(plan, training: true);

    public KernelClass Sample => new("Sample", plan, for256: true, shapes => new(SampleTraining.Kernels(plan, shapes, _sample), _sample), _labels ? [TrainOnTarget, TrainOnLabel] : [TrainOnTarget]);

    public KernelClass Batch => new("Batch", plan, for256: false, shapes => new(Kernels(shapes), _batch), [TrainBatch, Evaluate, Backward, Add, Gradient, Block]);

    private int TargetStride => plan.OutputsAcrossSamples ? plan.SampleStride : plan.Output.RowStride;

    private string[] Common => [$"ref {_number} p", $"ref {_number} x", $"ReadOnlySpan<{_number}> targets", .. _labels ? ["ReadOnlySpan<int> labels"] : Array.Empty<string>(), "nuint n"];

    private string Targets => _labels ? "targets, labels" : "targets";

    private string DeclareScratch => $"ref {_number} s = ref Scratch.Get<{_number}>({_batch.Length});";

    private Driver TrainOnTarget => Train($"ref {_number} target", row => $"Lanes.PadRows(ref target, 1, {plan.Model.OutputSize}, ref {row}, {plan.Output.PaddedOutputs});");

    private Driver TrainOnLabel => Train("int label", row => $"Lanes.OneHotRows(ref label, 1, ref {row}, {plan.Output.PaddedOutputs});");

    /// <param name="target">The parameter.</param>
    /// <param name="prepare">Brings it to a padded row.</param>
    private Driver Train(string target, Func<string, string> prepare) => new(_number, "Train", [$"ref {_number} p", $"ref {_number} x", target, $"{_number} rate"], (code, kernels) =>
    {
        code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({_sample.Length});");
        code.Line(prepare(Blocks.Region(_sample, "T")));
        foreach (Kernel kernel in kernels.All)
            code.Line(KernelPrinter.Call(kernel));
        code.Line($"return {Blocks.Region(_sample, "Losses")};");
    });

    private Driver TrainBatch => new(_number, "TrainBatch", [.. Common, $"{_number} rate"], (code, kernels) =>
    {
        code.Line(DeclareScratch);
        code.Block($"if (n <= {plan.BlockRows})", () =>
            code.Line($"return ({_number})(Block(ref p, ref x, {Targets}, 0, n, ref p, rate / n, ref s) / n);"));
        code.Line();
        code.Line($"{_number} loss = Gradient(ref p, ref x, {Targets}, n, ref s);");
        Call(code, kernels.Of(Pass.Descend), ("scale", "rate / n"));
        code.Line("return loss;");
    });

    private Driver Evaluate => new(_number, "Evaluate", Common, (code, kernels) =>
    {
        code.Line(DeclareScratch);
        code.Line("double loss = 0;");
        Blocks.Print(code, plan, () =>
        {
            Prepare(code, $"Unsafe.Add(ref x, start * {plan.Model.InputSize})");
            Call(code, kernels.Of(Pass.Forward), ("x", $"Unsafe.Add(ref x, start * {plan.Model.InputSize})"));
            Blocks.Turn(code, plan, _batch);
            Call(code, kernels.Of(Pass.Loss));
            code.Line($"loss += {SumOfLosses};");
        });
        code.Line($"return ({_number})(loss / n);");
    });

    private Driver Backward => new(_number, "Backward", [.. Common, "ParameterLayout layout", $"Span<{_number}> gradient"], (code, kernels) =>
    {
        code.Line(DeclareScratch);
        code.Line($"{_number} loss = Gradient(ref p, ref x, {Targets}, n, ref s);");
        Call(code, kernels.Of(Pass.Scale), ("scale", $"1 / ({_number})n"));
        code.Line($"layout.Gather(MemoryMarshal.CreateReadOnlySpan(ref {Blocks.Region(_batch, "G")}, {plan.TrainableLength}), gradient);");
        code.Line("return loss;");
    });

    /// <summary>Adds the gradient of all samples to one laid out like the parameters; gives the sum of the losses.</summary>
    private Driver Add => new("double", "Add", [.. Common, $"ref {_number} into"], (code, _) =>
    {
        code.Line(DeclareScratch);
        code.Line("double loss = 0;");
        Blocks.Print(code, plan, () => code.Line($"loss += Block(ref p, ref Unsafe.Add(ref x, start * {plan.Model.InputSize}), {Targets}, start, rows, ref into, 1, ref s);"));
        code.Line("return loss;");
    });

    /// <summary>Adds up the gradient of all samples in G; gives the mean loss.</summary>
    private Driver Gradient => new(_number, "Gradient", [.. Common, $"ref {_number} s"], (code, _) =>
    {
        string gradient = Blocks.Region(_batch, "G");
        code.Line($"MemoryMarshal.CreateSpan(ref {gradient}, {plan.TrainableLength}).Clear();");
        code.Line("double loss = 0;");
        Blocks.Print(code, plan, () => code.Line($"loss += Block(ref p, ref Unsafe.Add(ref x, start * {plan.Model.InputSize}), {Targets}, start, rows, ref {gradient}, 1, ref s);"));
        code.Line($"return ({_number})(loss / n);");
    }, IsEntry: false);

    /// <summary>One block of samples forward and back; gives the sum of its losses.</summary>
    private Driver Block => new("double", "Block",
        [.. Common.Take(Common.Length - 1), "nuint start", "nuint rows", $"ref {_number} into", $"{_number} scale", $"ref {_number} s"],
        (code, kernels) =>
        {
            Prepare(code, "x");
            Call(code, kernels.Of(Pass.Forward));
            Blocks.Turn(code, plan, _batch);
            Call(code, kernels.Of(Pass.LossGradient));
            if (plan.TurnsOutputs)
                code.Line($"Lanes.TransposeBack(ref {Blocks.Region(_batch, LanesOutput.Across)}, {plan.SampleStride}, (int)rows, {plan.Output.RowStride}, ref {Blocks.Region(_batch, "DZ" + plan.Output.Number)});");
            Call(code, kernels.Of(Pass.Back));
            code.Line($"return {SumOfLosses};");
        }, IsEntry: false);

    private string SumOfLosses => $"Lanes.Sum(ref {Blocks.Region(_batch, "Losses")}, {(plan.OutputsAcrossSamples ? "(int)padded" : Text(plan.SampleStride))})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Call(CodeWriter code, IEnumerable<Kernel> kernels, params (string Parameter, string Argument)[] arguments)
    {
        foreach (Kernel kernel in kernels)
            code.Line(KernelPrinter.Call(kernel, arguments));
    }

    private IReadOnlyList<Kernel> Kernels(Shapes shapes) =>
    [
        .. _tiles
            ? [.. RowsForward.Kernels(plan, shapes, _batch, training: true), .. RowsTraining.Kernels(plan, shapes, _batch)]
            : LanesTraining.Kernels(plan, shapes, _batch),
        .. Steps.Kernels(plan, shapes, _batch),
    ];

    /// <summary>Brings a block's inputs and targets where the kernels expect them.</summary>
    private void Prepare(CodeWriter code, string x)
    {
        int inputs = plan.Model.InputSize, outputs = plan.Model.OutputSize;
        string target = Blocks.Region(_batch, "T");
        bool across = plan.OutputsAcrossSamples;
        if (across)
            code.Line(Blocks.Rounded(plan));
        if (!_tiles)
            code.Line($"Lanes.Transpose(ref {x}, (int)rows, {inputs}, ref {Blocks.Region(_batch, "X")}, {plan.SampleStride});");

        string values = $"ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), start * {outputs}), (int)rows, {outputs}, ref {target}, {TargetStride}";
        string fromValues = across ? $"Lanes.Transpose({values});" : $"Lanes.PadRows({values});";
        if (_labels)
        {
            string labels = "ref Unsafe.Add(ref MemoryMarshal.GetReference(labels), start), (int)rows";
            code.Line("if (labels.IsEmpty)");
            code.Line("    " + fromValues);
            code.Line("else");
            code.Line("    " + (across ? $"Lanes.OneHot({labels}, {outputs}, ref {target}, {TargetStride});" : $"Lanes.OneHotRows({labels}, ref {target}, {TargetStride});"));
        }
        else
        {
            code.Line(fromValues);
        }

        if (!across)
            code.Line($"MemoryMarshal.CreateSpan(ref {Blocks.Region(_batch, "Losses")}, {plan.SampleStride}).Clear();");
    }
}
