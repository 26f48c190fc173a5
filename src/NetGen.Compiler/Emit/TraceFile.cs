using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>
/// Trace, for a network that asks for it: the formulas of every layer, one unit at a time, with which the library walks through
/// the layers. They are the operations' own, over vectors of which the first lane counts.
/// </summary>
internal sealed class TraceFile(NetworkPlan plan)
{
    private const string Runtime = "global::NetGen.Runtime";

    private readonly string _number = Number.Type(plan.Model.Precision);
    private readonly ValuePrinter _values = new(plan.Model.Precision, new Flavour("V128", plan.Lanes / 4));

    public static EmittedFile Emit(NetworkPlan plan) => new TraceFile(plan).Emit();

    private EmittedFile Emit() => Page.Print(plan.Model.Host, ".Trace", [], "", Members, new KernelTypes(code => code.Block("internal static class Tracer", () => Formulas(code)), plan.Model.Precision));

    private void Members(CodeWriter code)
    {
        int inputs = plan.Model.InputSize, outputs = plan.Model.OutputSize;
        Outline outline = Outline.Of(plan.Model);
        Action input = () =>
        {
            code.Line($"{Methods.Check}.Input(input, {inputs});");
            Return("default");
        };
        Action target = () =>
        {
            code.Line($"{Methods.Check}.Example(input, {inputs}, target, {outputs});");
            Return("target");
        };
        Action label = () =>
        {
            code.Line($"{Methods.Check}.Example(input, {inputs}, label, {outputs});");
            Return($"{Runtime}.Tracing.OneHot<{_number}>(label, {outputs})");
        };
        new Methods(code, outline).Print("Trace", outline.TakesLabels ? [input, target, label] : [input, target]);

        void Return(string targets) => code.Line($"return {Runtime}.Tracing.Run(this, {KernelNamespace.Global(plan.Model.Host)}.Tracer.Formulas, input, {targets});");
    }

    private void Formulas(CodeWriter code)
    {
        Loss loss = plan.Model.Loss;
        string array = $"new TraceFormula<{_number}>[]";
        code.Line($"internal static readonly TraceFormulas<{_number}> Formulas = new TraceFormulas<{_number}>(");
        code.Line($"    {array} {{ {string.Join(", ", plan.Layers.Select(layer => "A" + layer.Index))} }},");
        code.Line($"    {array} {{ {string.Join(", ", plan.Layers.Select(layer => "Dz" + layer.Index))} }},");
        code.Line("    Da, E);");
        foreach (LayerPlan layer in plan.Layers)
            Print(code, "A" + layer.Index, $"The output of {layer.Name}: {layer.Layer.Activation}.", layer.Layer.Activation.Forward(Quantities.Z));
        foreach (LayerPlan layer in plan.Layers)
            Print(code, "Dz" + layer.Index, $"dE/dz of {layer.Name}.", layer == plan.Output ? Quantities.OutputGradient(plan) : Quantities.HiddenGradient(layer));
        Print(code, "Da", "dE/da of the last layer.", loss.Scale(plan.Model.OutputSize) * loss.OutputGradient(plan.Output.Layer.Activation, Quantities.A, Quantities.T));
        Print(code, "E", $"{loss}.", Quantities.Loss(plan), once: true);
    }

    /// <summary>A method that evaluates a formula for each unit, or once for all; its sums and maxima come first, each in a loop of its own.</summary>
    private void Print(CodeWriter code, string name, string summary, Value formula, bool once = false)
    {
        formula = Kernels.Formulas.Simplify(formula);
        Dictionary<Value, Value> reduced = [];
        code.Line();
        code.Line($"// {summary}");
        code.Block($"private static void {name}(ReadOnlySpan<{_number}> preActivations, ReadOnlySpan<{_number}> outputs, ReadOnlySpan<{_number}> gradients, ReadOnlySpan<{_number}> targets, Span<{_number}> result)", () =>
        {
            foreach (Reduce reduce in Kernels.Formulas.Reductions([formula]))
            {
                string total = "r" + (reduced.Count + 1).ToString(CultureInfo.InvariantCulture), sum = total + "Lane";
                bool isSum = reduce.Reduction == Reduction.Sum;
                code.Line($"{_number} {sum} = {(isSum ? "0" : $"{_number}.NegativeInfinity")};");
                Value operand = Replaced(reduce.Operand);
                Loop(code, operand, "preActivations", value => isSum ? $"{sum} += {value};" : $"{sum} = {_number}.Max({sum}, {value});");
                code.Line($"var {total} = V128.Splat({sum});");
                reduced.Add(reduce, new Variable(total));
            }

            if (once)
                code.Line($"result[0] = V128.Element({_values.Print(Replaced(formula))}, 0);");
            else
                Loop(code, Replaced(formula), "result", value => $"result[unit] = {value};");
        });

        Value Replaced(Value value) => reduced.TryGetValue(value, out Value? known) ? known : Kernels.Formulas.With(value, Replaced);
    }

    private void Loop(CodeWriter code, Value value, string over, Func<string, string> statement) =>
        code.Block($"for (int unit = 0; unit < {over}.Length; unit++)", () =>
        {
            foreach ((Variable variable, string values) in new[] { (Quantities.Z, "preActivations"), (Quantities.A, "outputs"), (Quantities.Da, "gradients"), (Quantities.T, "targets") })
            {
                if (Kernels.Formulas.Mentions(value, variable.Name))
                    code.Line($"var {variable.Name} = V128.Splat({values}[unit]);");
            }

            code.Line(statement($"V128.Element({_values.Print(value)}, 0)"));
        });
}
