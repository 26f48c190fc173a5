using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Train, TrainBatch, Evaluate and Backward, and the kernels of training.</summary>
internal sealed class BackwardFile(NetworkPlan plan)
{
    private const string Rate = $"{Methods.Check}.Rate(learningRate);";

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly Outline _outline = Outline.Of(plan.Model);
    private readonly TrainingDrivers _drivers = new(plan);

    private string Trainable => $"global::NetGen.Runtime.ITrainable<{_number}>";

    public static EmittedFile Emit(NetworkPlan plan) => new BackwardFile(plan).Emit();

    private EmittedFile Emit() => Page.Print(plan.Model.Host, ".Backward", [], " : " + Trainable, Members, code =>
    {
        _drivers.Sample.Print(code);
        code.Line();
        _drivers.Batch.Print(code);
    });

    private void Members(CodeWriter code)
    {
        var methods = new Methods(code, _outline);
        methods.Print("Train", Overloads((kind, names) =>
        {
            string target = names.Substring(0, names.Length - 1);
            code.Line(Rate);
            code.Line($"{Methods.Check}.Example(input, {plan.Model.InputSize}, {target}, {plan.Model.OutputSize});");
            if (plan.SampleReadsTransposed)
                Refresh(code);
            else if (plan.HasTransposed)
                code.Line("_late = true;");

            string argument = kind == Targets.Values ? "ref " + Methods.First(target) : target;
            code.Line($"return {Methods.Kernels}.Sample.Train(ref _parameters.Start, ref {Methods.First("input")}, {argument}, -learningRate);");
        }));
        code.Line();
        methods.Print("TrainBatch", Overloads((kind, names) =>
        {
            code.Line(Rate);
            Count(code, names);
            if (plan.BatchReadsTransposed)
                Refresh(code);
            if (plan.HasTransposed)
                code.Line("_late = true;");
            code.Line($"return {Call("TrainBatch", kind, "-learningRate")};");
        }));
        code.Line();
        methods.Print("Evaluate", Overloads((kind, names) =>
        {
            Count(code, names);
            code.Line($"return {Call("Evaluate", kind)};");
        }));
        code.Line();
        methods.Print("Backward", Overloads((kind, names) =>
        {
            Count(code, names);
            code.Line($"{Methods.Check}.Gradient(gradient, {plan.Model.ParameterCount}, inputs, {names});");
            if (plan.BatchReadsTransposed)
                Refresh(code);
            code.Line($"return {Call("Backward", kind, "_layout, gradient")};");
        }));
        code.Line();
        PrintTrainable(code);
        if (!plan.HasTransposed)
            return;
        code.Line();
        code.Block("private void RefreshTransposed()", () =>
        {
            foreach (LayerPlan layer in plan.Layers.Where(layer => layer.Transposed is not null))
                code.Line($"_layout.Transpose(ref _parameters.Start, {layer.Number - 1});");
            code.Line("_late = false;");
        });
    }

    /// <summary>What the library's own training loop asks for: see <c>NetGen.Runtime.ITrainable</c>.</summary>
    private void PrintTrainable(CodeWriter code)
    {
        string values = $"global::System.ReadOnlySpan<{_number}>", labels = "global::System.ReadOnlySpan<int>";
        code.Line($"global::NetGen.Runtime.ParameterLayout {Trainable}.Layout => _layout;");
        code.Line();
        code.Line($"global::NetGen.Runtime.ParameterBlock<{_number}> {Trainable}.Parameters => _parameters;");
        code.Line();
        code.Line($"int {Trainable}.TrainableLength => {plan.TrainableLength};");
        code.Line();
        code.Line($"bool {Trainable}.TakesLabels => {(_outline.TakesLabels ? "true" : "false")};");
        code.Line();
        code.Line($"bool {Trainable}.Predicts => {(_outline.Predicts ? "true" : "false")};");
        code.Line();
        code.Line($"bool {Trainable}.DecidesAtZero => {(plan.Model.Loss.DecidesAtZero || plan.Model.Output.Activation.DecisionThreshold == 0 ? "true" : "false")};");
        code.Line();
        code.Line($"bool {Trainable}.IsShared => {(_outline.HasPretrained ? "this == _pretrained" : "false")};");
        code.Line();
        code.Block($"void {Trainable}.ParametersMoved()", () =>
        {
            if (plan.HasTransposed)
                code.Line("_late = true;");
        });
        code.Line();
        code.Block($"void {Trainable}.Prepare()", () =>
        {
            if (plan.BatchReadsTransposed)
                Refresh(code);
        });
        code.Line();
        code.Block($"double {Trainable}.AddGradient({values} inputs, {values} targets, {labels} labels, ref {_number} gradient)", () =>
        {
            code.Line($"int n = inputs.Length / {plan.Model.InputSize};");
            if (plan.BatchReadsTransposed)
                Refresh(code);
            string both = _outline.TakesLabels ? "targets, labels" : "targets";
            code.Line($"return {Methods.Kernels}.Batch.Add(ref _parameters.Start, ref {Methods.First("inputs")}, {both}, (nuint)n, ref gradient);");
        });
        code.Line();
        code.Line(_outline.TakesLabels
            ? $"{_number} {Trainable}.Evaluate({values} inputs, {values} targets, {labels} labels) => labels.IsEmpty ? Evaluate(inputs, targets) : Evaluate(inputs, labels);"
            : $"{_number} {Trainable}.Evaluate({values} inputs, {values} targets, {labels} labels) => Evaluate(inputs, targets);");
        code.Line();
        code.Line($"void {Trainable}.PredictBatch({values} inputs, global::System.Span<int> outputs) => {(_outline.Predicts ? "PredictBatch(inputs, outputs)" : "throw new global::System.NotSupportedException()")};");
    }

    private static void Refresh(CodeWriter code)
    {
        code.Line("if (_late)");
        code.Line("    RefreshTransposed();");
    }

    private void Count(CodeWriter code, string names) =>
        code.Line($"int n = {Methods.Check}.Examples(inputs, {plan.Model.InputSize}, {names}, {plan.Model.OutputSize});");

    private string Call(string driver, Targets kind, string? more = null)
    {
        string targets = !_outline.TakesLabels ? "targets" : kind == Targets.Values ? "targets, default" : "default, labels";
        return $"{Methods.Kernels}.Batch.{driver}(ref _parameters.Start, ref {Methods.First("inputs")}, {targets}, (nuint)n{(more is null ? "" : ", " + more)})";
    }

    private Action[] Overloads(Action<Targets, string> body) => _outline.TakesLabels
        ? [() => body(Targets.Values, "targets"), () => body(Targets.Labels, "labels")]
        : [() => body(Targets.Values, "targets")];

    private enum Targets
    {
        Values,
        Labels,
    }
}
