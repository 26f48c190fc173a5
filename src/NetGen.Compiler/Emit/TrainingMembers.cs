using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>Train, TrainBatch, Evaluate and Backward, and what the library's own training loops ask for.</summary>
internal sealed class TrainingMembers(NetworkPlan plan, NetworkProgram program)
{
    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly Outline _outline = Outline.Of(plan.Model);
    private readonly string _batches = KernelNamespace.Global(plan.Model.Host) + ".Batches";
    private readonly string _trainable = Interface(plan);

    /// <summary>What the library's training loops know a network as.</summary>
    public static string Interface(NetworkPlan plan) => $"global::NetGen.Runtime.ITrainable<{Number.Type(plan.Model.Precision)}>";

    public void Print(CodeWriter code)
    {
        var methods = new Methods(code, _outline);
        if (plan.Model.IsStreaming)
        {
            PrintSequences(code, methods);
            return;
        }

        methods.Print("Train", Overloads(names =>
        {
            string target = names.Substring(0, names.Length - 1);
            code.Line($"{Methods.Check}.Rate(learningRate);");
            code.Line($"{Methods.Check}.Example(input, {plan.Model.InputSize}, {target}, {plan.Model.OutputSize});");
            if (!plan.TrainsOneSample)
            {
                TrainBatch(code, "input", target == "label" ? "new global::System.ReadOnlySpan<int>(in label)" : target);
                return;
            }

            if (plan.SampleReadsTransposed)
                Refresh(code);
            else if (plan.HasTransposed)
                code.Line("_late = true;");
            string argument = target == "label" ? target : "ref " + Methods.First(target);
            code.Line($"return {KernelNamespace.Global(plan.Model.Host)}.Sample.Train(ref _parameters.Start, ref {Methods.First("input")}, {argument}, -learningRate);");
        }));
        code.Line();
        methods.Print("TrainBatch", Overloads(names => TrainBatch(code, "inputs", names)));
        code.Line();
        methods.Print("Evaluate", Overloads(names => code.Line($"return {_batches}.Evaluate(_parameters, inputs, {names});")));
        code.Line();
        methods.Print("Backward", Overloads(names =>
        {
            if (plan.BatchReadsTransposed)
                Refresh(code);
            code.Line($"return {_batches}.Backward(_parameters, _layout, inputs, {names}, gradient{Draw("_draws")});");
        }));
        code.Line();
        PrintTrainable(code);
        if (!plan.HasTransposed)
            return;
        code.Line();
        PrintRefresh(code);
    }

    /// <summary>TrainSequence and BackwardSequence, without a state and with one.</summary>
    private void PrintSequences(CodeWriter code, Methods methods)
    {
        Workspace state = program.Stream.State, scratch = program.Batch.Workspace;
        string records = string.Join(", ", plan.Layers.Where(layer => layer.Record.States > 0).SelectMany(layer => new[]
        {
            state[Region.Records(layer)].Offset.Constant, scratch[Region.Records(layer)].Offset.Constant, layer.Record.States, layer.Record.Length,
        }));
        string rings = string.Join(", ", plan.Layers.Where(layer => layer.Ring is not null).SelectMany(layer => new[]
        {
            state[Region.Records(layer)].Offset.Constant, scratch[Region.Records(layer)].Offset.Constant, layer.Ring!.Reach, layer.Ring.Rows, Tuning.StepsAtOnce, layer.Ring.RowLength,
        }));
        if (rings.Length > 0)
            rings = $", [{rings}]";
        methods.Print("TrainSequence", Both(call => code.Line($"return {_batches}.TrainSequence(_parameters, _layout, {call}, [{records}], inputs, targets, learningRate{rings});"), moves: true));
        code.Line();
        methods.Print("BackwardSequence", Both(call => code.Line($"return {_batches}.BackwardSequence(_parameters, _layout, {call}, [{records}], inputs, targets, gradient{rings});"), moves: false));
        if (plan.HasTransposed)
        {
            code.Line();
            PrintRefresh(code);
        }

        Action[] Both(Action<string> call, bool moves)
        {
            // A stream that begins with other states than 0 has a state that says so.
            return [() => Body(plan.GivenStates.Any() ? "NewState()" : "null"), () => Body("state")];

            void Body(string argument)
            {
                if (argument == "state")
                    code.Line("global::System.ArgumentNullException.ThrowIfNull(state);");
                if (plan.HasTransposed)
                    Refresh(code);
                if (moves && plan.HasTransposed)
                    code.Line("_late = true;");
                call(argument);
            }
        }
    }

    private static void PrintRefresh(CodeWriter code) => code.Block("private void RefreshTransposed()", () =>
    {
        code.Line("_layout.Transpose(ref _parameters.Start);");
        code.Line("_late = false;");
    });

    private void TrainBatch(CodeWriter code, string inputs, string targets)
    {
        if (plan.BatchReadsTransposed)
            Refresh(code);
        if (plan.HasTransposed)
            code.Line("_late = true;");
        code.Line($"return {_batches}.Train(_parameters, {Layout}{inputs}, {targets}, learningRate{Draw("_draws++")});");
    }

    private void PrintTrainable(CodeWriter code)
    {
        string values = $"global::System.ReadOnlySpan<{_number}>", labels = "global::System.ReadOnlySpan<int>";
        code.Line($"global::NetGen.Runtime.ParameterLayout {_trainable}.Layout => _layout;");
        code.Line($"global::NetGen.Runtime.ParameterBlock<{_number}> {_trainable}.Parameters => _parameters;");
        code.Line($"int {_trainable}.TrainableLength => {plan.TrainableLength};");
        if (_outline.TakesLabels)
            code.Line($"bool {_trainable}.TakesLabels => true;");
        code.Line($"bool {_trainable}.Predicts => {Text(_outline.Predicts)};");
        if (plan.Model.DecisionThreshold == 0)
            code.Line($"bool {_trainable}.DecidesAtZero => true;");
        if (plan.NeedsWholeBatch)
            PrintWholeBatch(code);
        else if (plan.HasTransposed)
            code.Line($"void {_trainable}.ParametersMoved() {{ _late = true; }}");
        if (plan.BatchReadsTransposed)
            code.Line($"void {_trainable}.Prepare() {{ if (_late) RefreshTransposed(); }}");
        string parameters = $"{values} inputs, {values} targets, {labels} labels, ref {_number} gradient, global::System.Span<int> classes";
        if (plan.Drops)
        {
            code.Line($"bool {_trainable}.Drops => true;");
            code.Line($"double {_trainable}.AddGradient({parameters}) => (({_trainable})this).AddGradient(inputs, targets, labels, ref gradient, classes, default);");
        }

        code.Member($"double {_trainable}.AddGradient({parameters}{(plan.Drops ? ", global::NetGen.Runtime.Draw draw" : "")})", () =>
        {
            if (plan.BatchReadsTransposed)
                Refresh(code);
            if (plan.NeedsWholeBatch)
                code.Line($"_samples = inputs.Length / {plan.Model.InputSize};");
            code.Line($"return {_batches}.AddGradient(_parameters, {Layout}inputs, targets, labels, ref gradient, classes{ForwardMembers.Threshold(plan.Model)}{(plan.Drops ? ", draw: draw" : "")});");
        });
        code.Line($"{_number} {_trainable}.Evaluate({values} inputs, {values} targets, {labels} labels) => {(_outline.TakesLabels ? "labels.IsEmpty ? Evaluate(inputs, targets) : Evaluate(inputs, labels)" : "Evaluate(inputs, targets)")};");
    }

    /// <summary>The last argument of what draws at random: the numbers of a step of the network's own count.</summary>
    private string Draw(string step) => plan.Drops ? $", global::NetGen.Runtime.Draw.Of(seed: 0, {step})" : "";

    /// <summary>What training on whole batches is given beside, to move running statistics.</summary>
    private string Layout => plan.NeedsWholeBatch ? "_layout, " : "";

    private void PrintWholeBatch(CodeWriter code)
    {
        code.Line($"bool {_trainable}.NeedsWholeBatch => true;");
        if (plan.FewestSamples > 1)
            code.Line($"int {_trainable}.FewestSamples => {plan.FewestSamples};");
        code.Line();
        code.Line("/// <summary>Samples of the batch whose statistics stand behind the parameters.</summary>");
        code.Line("private int _samples;");
        code.Line();
        code.Block($"void {_trainable}.ParametersMoved()", () => Moved(code));
        code.Line();
        code.Block($"void {_trainable}.StepMade()", () =>
        {
            code.Line("_layout.MoveStatistics(ref _parameters.Start, _samples);");
            Moved(code);
        });
        code.Line();
    }

    private void Moved(CodeWriter code)
    {
        code.Line("_layout.Fold(ref _parameters.Start);");
        if (plan.HasTransposed)
            code.Line("_late = true;");
    }

    private static string Text(bool value) => value ? "true" : "false";

    private static void Refresh(CodeWriter code)
    {
        code.Line("if (_late)");
        code.Line("    RefreshTransposed();");
    }

    /// <summary>A body for each overload, given the name of what it is trained on.</summary>
    private Action[] Overloads(Action<string> body) => _outline.TakesLabels ? [() => body("targets"), () => body("labels")] : [() => body("targets")];
}
