using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, ForwardBatch, Predict and PredictBatch, and the kernels of the forward pass.</summary>
internal sealed class ForwardFile(NetworkPlan plan)
{
    /// <summary>Bytes of scratch up to which it lies on the stack.</summary>
    private const int MostStackBytes = 1024;

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly Workspace _sample = Workspace.ForSample(plan, training: false);
    private readonly Workspace _batch = Workspace.ForBatch(plan, training: false);

    public static EmittedFile Emit(NetworkPlan plan) => new ForwardFile(plan).Emit();

    private bool OnStack => _sample.Length * plan.ElementSize <= MostStackBytes;

    private EmittedFile Emit() => Page.Print(plan.Model.Host, ".Forward", [], "", Members, code =>
    {
        Sample.Print(code);
        code.Line();
        Batch.Print(code);
        if (OnStack)
        {
            code.Line();
            code.Line($"[InlineArray({_sample.Length + plan.Lanes})]");
            code.Block("file struct Memory", () => code.Line($"private {_number} _first;"));
        }
    });

    private KernelClass Sample => new("Sample", plan, shapes => SampleForward.Kernels(plan, shapes, _sample),
    [
        new Driver("void", "Forward", [$"ref {_number} p", $"ref {_number} x", $"ref {_number} y"], (code, kernels) =>
        {
            if (kernels.All.Any(kernel => kernel.Memory.Contains("s")))
                DeclareScratch(code);
            foreach (Kernel kernel in kernels.All)
                code.Line(KernelPrinter.Call(kernel));
        }),
    ]);

    private KernelClass Batch => new("Batch", plan,
        shapes => plan.Batch == BatchShape.RegisterTiles ? RowsForward.Kernels(plan, shapes, _batch, training: false) : LanesForward.Kernels(plan, shapes, _batch),
        [
            new Driver("void", "Forward", [$"ref {_number} p", $"ref {_number} x", $"ref {_number} y", "nuint n"], (code, kernels) =>
            {
                code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({_batch.Length});");
                Blocks.Print(code, plan, () =>
                {
                    string x = $"Unsafe.Add(ref x, start * {plan.Model.InputSize})", y = $"Unsafe.Add(ref y, start * {plan.Model.OutputSize})";
                    bool tiles = plan.Batch == BatchShape.RegisterTiles;
                    if (plan.OutputsAcrossSamples)
                        code.Line(Blocks.Rounded(plan));
                    if (!tiles)
                        code.Line($"Lanes.Transpose(ref {x}, (int)rows, {plan.Model.InputSize}, ref {Blocks.Region(_batch, "X")}, {plan.BlockRows});");
                    foreach (Kernel kernel in kernels.All)
                    {
                        if (kernel.Name == "Outputs")
                            Blocks.Turn(code, plan, _batch);
                        code.Line(KernelPrinter.Call(kernel, ("x", x), ("y", y)));
                    }

                    if (plan.OutputsAcrossSamples)
                        code.Line($"Lanes.TransposeBack(ref {Blocks.Region(_batch, tiles ? LanesOutput.Across : "Z" + plan.Output.Number)}, {plan.BlockRows}, (int)rows, {plan.Model.OutputSize}, ref {y});");
                });
            }),
        ]);

    private void DeclareScratch(CodeWriter code)
    {
        if (OnStack)
        {
            code.Line("Memory memory = default;");
            code.Line($"ref {_number} s = ref Scratch.Align(ref Unsafe.As<Memory, {_number}>(ref memory));");
        }
        else
        {
            code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({_sample.Length});");
        }
    }

    private void Members(CodeWriter code)
    {
        NetworkModel model = plan.Model;
        var methods = new Methods(code, Outline.Of(model));
        methods.Print("Forward", () =>
        {
            code.Line($"{Methods.Check}.Sample(input, {model.InputSize}, output, {model.OutputSize});");
            code.Line($"{Methods.Kernels}.Sample.Forward(ref _parameters.Start, ref {Methods.First("input")}, ref {Methods.First("output")});");
        });
        code.Line();
        methods.Print("ForwardBatch", () =>
        {
            code.Line($"int n = {Methods.Check}.Samples(inputs, {model.InputSize}, outputs, {model.OutputSize});");
            code.Line($"{Methods.Kernels}.Batch.Forward(ref _parameters.Start, ref {Methods.First("inputs")}, ref {Methods.First("outputs")}, (nuint)n);");
        });
        if (Outline.Of(model).Predicts)
            Predictions(code, methods, model);
    }

    private void Predictions(CodeWriter code, Methods methods, NetworkModel model)
    {
        // The outputs stand behind the scratch that the kernels ask for themselves.
        code.Line();
        methods.Print("Predict", () =>
        {
            code.Line($"{Methods.Check}.Input(input, {model.InputSize});");
            int scratch = OnStack ? 0 : _sample.Length;
            code.Line($"ref {_number} output = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref global::NetGen.Runtime.Scratch.Get<{_number}>({scratch + plan.Output.PaddedOutputs}), {scratch});");
            code.Line($"{Methods.Kernels}.Sample.Forward(ref _parameters.Start, ref {Methods.First("input")}, ref output);");
            code.Line($"return {Decision("output")};");
        });
        code.Line();
        methods.Print("PredictBatch", () =>
        {
            code.Line($"int n = {Methods.Check}.Inputs(inputs, {model.InputSize}, outputs);");
            code.Line($"ref {_number} block = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref global::NetGen.Runtime.Scratch.Get<{_number}>({_batch.Length + plan.BlockRows * model.OutputSize}), {_batch.Length});");
            code.Block($"for (int start = 0; start < n; start += {plan.BlockRows})", () =>
            {
                code.Line($"int rows = n - start < {plan.BlockRows} ? n - start : {plan.BlockRows};");
                code.Line($"{Methods.Kernels}.Batch.Forward(ref _parameters.Start, ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {Methods.First("inputs")}, (nint)start * {model.InputSize}), ref block, (nuint)rows);");
                code.Block("for (int row = 0; row < rows; row++)", () =>
                {
                    code.Line($"ref {_number} output = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref block, row * {model.OutputSize});");
                    code.Line($"outputs[start + row] = {Decision("output")};");
                });
            });
        });
    }

    private string Decision(string output)
    {
        NetworkModel model = plan.Model;
        double threshold = model.Loss.DecidesAtZero ? 0 : model.Output.Activation.DecisionThreshold ?? 0;
        return model.OutputSize > 1
            ? $"global::NetGen.Runtime.Lanes.ArgMax(ref {output}, {model.OutputSize})"
            : $"{output} >= {Number.Literal(threshold, model.Precision)} ? 1 : 0";
    }
}
