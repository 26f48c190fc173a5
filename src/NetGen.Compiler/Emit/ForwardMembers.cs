using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, ForwardBatch, Predict and PredictBatch.</summary>
internal sealed class ForwardMembers(NetworkPlan plan, NetworkProgram program)
{
    public void Print(CodeWriter code)
    {
        NetworkModel model = plan.Model;
        Outline outline = Outline.Of(model);
        var methods = new Methods(code, outline);
        if (model.IsStreaming)
        {
            PrintSteps(code, methods);
            return;
        }

        Action whole = () =>
        {
            code.Line($"{Methods.Check}.Sample(input, {model.InputSize}, output, {model.OutputSize});");
            code.Line($"{KernelNamespace.Global(model.Host)}.Sample.Forward(ref _parameters.Start, ref {Methods.First("input")}, ref {Methods.First("output")});");
        };
        methods.Print("Forward", outline.HasParts ? [whole, () => PrintParts(code, outline)] : [whole]);
        code.Line();
        methods.Print("ForwardBatch", () => code.Line($"{KernelNamespace.Global(model.Host)}.Batches.Forward(_parameters, inputs, outputs);"));
        if (!outline.Predicts)
            return;

        code.Line();
        methods.Print("Predict", () =>
        {
            code.Line($"{Methods.Check}.Input(input, {model.InputSize});");
            code.Line($"return {KernelNamespace.Global(model.Host)}.Sample.Predict(ref _parameters.Start, ref {Methods.First("input")});");
        });
        code.Line();
        methods.Print("PredictBatch", () => code.Line($"{KernelNamespace.Global(model.Host)}.Batches.Predict(_parameters, inputs, outputs{Threshold(model)});"));
        if (model.Classes.Count == 0)
            return;
        code.Line();
        methods.PrintLine("Classes", " => _layout.Classes.Span;");
        code.Line();
        methods.PrintLine("PredictClass", " => _layout.Classes.Span[Predict(input)];");
    }

    /// <summary>NewState, Step and Run.</summary>
    private void PrintSteps(CodeWriter code, Methods methods)
    {
        NetworkModel model = plan.Model;
        string number = Number.Type(model.Precision);
        Workspace state = program.Stream.State;
        int bytes = state.Length * plan.ElementSize;
        string begin = string.Join(", ", plan.GivenStates.SelectMany(layer => new[]
        {
            state[Region.Records(layer)].Offset.Constant, layer.Buffers[0].Offset, layer.Record.States,
        }));
        methods.PrintLine("NewState", begin.Length == 0 ? $" => new(_layout, {bytes});" : $" => global::NetGen.State.Of(_layout, {bytes}, _parameters, [{begin}]);");
        code.Line();
        methods.Print("Step", () =>
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(state);");
            code.Line($"{Methods.Check}.Sample(input, {model.InputSize}, output, {model.OutputSize});");
            code.Line($"{KernelNamespace.Global(model.Host)}.Sample.Forward(ref _parameters.Start, ref {Methods.First("input")}, ref {Methods.First("output")}, ref state.Memory<{number}>(_layout));");
        });
        code.Line();
        methods.Print("Run", () =>
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(state);");
            code.Line($"ref {number} memory = ref state.Memory<{number}>(_layout);");
            code.Line($"int steps = {Methods.Check}.Samples(inputs, {model.InputSize}, outputs, {model.OutputSize});");
            code.Line($"{KernelNamespace.Global(model.Host)}.Sample.Run(ref _parameters.Start, ref {Methods.First("inputs")}, ref {Methods.First("outputs")}, ref memory, (nuint)steps);");
        });
    }

    /// <summary>The row of all inputs, and behind it that of all outputs, in memory of the pool.</summary>
    private static void PrintParts(CodeWriter code, Outline outline)
    {
        string pool = $"global::System.Buffers.ArrayPool<{outline.Number}>.Shared", row = outline.Free("row");
        foreach ((string name, Shape shape) in outline.InputParts)
            code.Line($"{Methods.Check}.Parameters({name}, {shape.Size}, \"{name}\");");
        foreach ((string name, Shape shape) in outline.OutputParts)
            code.Line($"{Methods.Check}.Parameters<{outline.Number}>({name}, {shape.Size}, \"{name}\");");
        code.Line($"var {row} = {pool}.Rent({outline.InputSize + outline.OutputSize});");
        int start = 0;
        foreach ((string name, Shape shape) in outline.InputParts)
            code.Line($"{name}.CopyTo({Take(shape)});");
        code.Line($"this.Forward({Span(0, outline.InputSize)}, {Span(outline.InputSize, outline.OutputSize)});");
        foreach ((string name, Shape shape) in outline.OutputParts)
            code.Line($"{Take(shape)}.CopyTo({name});");
        code.Line($"{pool}.Return({row});");

        string Span(int first, int length) => $"global::System.MemoryExtensions.AsSpan({row}, {first}, {length})";

        string Take(Shape shape)
        {
            start += shape.Size;
            return Span(start - shape.Size, shape.Size);
        }
    }

    /// <summary>The last argument of what tells classes in batches: nothing where the largest output wins.</summary>
    public static string Threshold(NetworkModel model) =>
        model.OutputSize == 1 ? ", " + Number.Literal(model.DecisionThreshold ?? 0, model.Precision) : "";
}
