using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, ForwardBatch, Predict and PredictBatch, and the kernels of the forward pass.</summary>
internal sealed class ForwardFile(NetworkPlan plan)
{
    /// <summary>Bytes of scratch up to which it lies on the stack, where the JIT clears it for every call.</summary>
    private const int MostStackBytes = 512;

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly Workspace _sample = Workspace.ForSample(plan, training: false);
    private readonly Workspace _batch = Workspace.ForBatch(plan, training: false);

    public static EmittedFile Emit(NetworkPlan plan) => new ForwardFile(plan).Emit();

    private EmittedFile Emit() => Page.Print(plan.Model.Host, ".Forward", [], "", Members, code =>
    {
        Sample.Print(code);
        code.Line();
        Batch.Print(code);
    });

    private KernelClass Sample => new("Sample", plan, for256: true, SampleKernels,
    [
        new Driver("void", "Forward", [$"ref {_number} p", $"ref {_number} x", $"ref {_number} y"], (code, kernels) =>
        {
            if (OnStack(kernels.Workspace))
            {
                code.Line("Unsafe.SkipInit(out Memory memory);");
                code.Line($"ref {_number} s = ref Scratch.Align(ref Unsafe.As<Memory, {_number}>(ref memory));");
            }
            else if (kernels.Workspace.Length > 0)
            {
                code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({kernels.Workspace.Length});");
            }

            foreach (Kernel kernel in kernels.All)
                code.Line(KernelPrinter.Call(kernel));
        }),
    ], (code, kernels) =>
    {
        if (!OnStack(kernels.Workspace))
            return;
        code.Line();
        code.Line($"[InlineArray({kernels.Workspace.Length + plan.Lanes})]");
        code.Block("private struct Memory", () => code.Line($"private {_number} _first;"));
    });

    /// <summary>One sample has so little to do that even clearing memory it does not use would show.</summary>
    private KernelSet SampleKernels(Shapes shapes)
    {
        Workspace used = _sample.Of(SampleForward.Kernels(plan, shapes, _sample));
        return new(SampleForward.Kernels(plan, shapes, used), used);
    }

    private bool OnStack(Workspace workspace) => workspace.Length > 0 && workspace.Length * plan.ElementSize <= MostStackBytes;

    private KernelClass Batch => new("Batch", plan, for256: false,
        shapes => new(plan.Batch == BatchShape.RegisterTiles ? RowsForward.Kernels(plan, shapes, _batch, training: false) : LanesForward.Kernels(plan, shapes, _batch), _batch),
        [
            new Driver("void", "Forward", [$"ref {_number} p", $"ref {_number} x", $"ref {_number} y", "nuint n"], (code, kernels) =>
            {
                code.Line($"ref {_number} s = ref Scratch.Get<{_number}>({_batch.Length});");
                Blocks.Print(code, plan, () =>
                {
                    string x = $"Unsafe.Add(ref x, start * {plan.Model.InputSize})", y = $"Unsafe.Add(ref y, start * {plan.Model.OutputSize})";
                    if (plan.OutputsAcrossSamples)
                        code.Line(Blocks.Rounded(plan));
                    if (plan.Batch == BatchShape.SamplesAcrossLanes)
                        code.Line($"Lanes.Transpose(ref {x}, (int)rows, {plan.Model.InputSize}, ref {Blocks.Region(_batch, "X")}, {plan.SampleStride});");
                    foreach (Kernel kernel in kernels.All)
                    {
                        if (kernel.Pass == Pass.Outputs)
                            Blocks.Turn(code, plan, _batch);
                        code.Line(KernelPrinter.Call(kernel, ("x", x), ("y", y)));
                    }

                    if (plan.OutputsAcrossSamples)
                        code.Line($"Lanes.TransposeBack(ref {Blocks.Region(_batch, LanesOutput.Region(plan))}, {plan.SampleStride}, (int)rows, {plan.Model.OutputSize}, ref {y});");
                });
            }),
        ]);

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
        if (model.Classes.Count == 0)
            return;
        code.Line();
        methods.PrintLine("Classes", " => _layout.Classes.Span;");
        code.Line();
        methods.PrintLine("PredictClass", " => _layout.Classes.Span[Predict(input)];");
    }

    private void Predictions(CodeWriter code, Methods methods, NetworkModel model)
    {
        // The outputs stand behind the scratch that the kernels ask for themselves.
        code.Line();
        methods.Print("Predict", () =>
        {
            code.Line($"{Methods.Check}.Input(input, {model.InputSize});");
            code.Line($"ref {_number} output = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref global::NetGen.Runtime.Scratch.Get<{_number}>({_sample.Length + plan.Output.PaddedOutputs}), {_sample.Length});");
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
