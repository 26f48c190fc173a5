using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Forward, ForwardBatch, Predict and PredictBatch.</summary>
internal sealed class ForwardMembers(NetworkPlan plan)
{
    public void Print(CodeWriter code)
    {
        NetworkModel model = plan.Model;
        Outline outline = Outline.Of(model);
        var methods = new Methods(code, outline);
        methods.Print("Forward", () =>
        {
            code.Line($"{Methods.Check}.Sample(input, {model.InputSize}, output, {model.OutputSize});");
            code.Line($"{model.Host.Kernels}.Sample.Forward(ref _parameters.Start, ref {Methods.First("input")}, ref {Methods.First("output")});");
        });
        code.Line();
        methods.Print("ForwardBatch", () => code.Line($"{model.Host.Kernels}.Batches.Forward(_parameters, inputs, outputs);"));
        if (!outline.Predicts)
            return;

        code.Line();
        methods.Print("Predict", () =>
        {
            code.Line($"{Methods.Check}.Input(input, {model.InputSize});");
            code.Line($"return {model.Host.Kernels}.Sample.Predict(ref _parameters.Start, ref {Methods.First("input")});");
        });
        code.Line();
        methods.Print("PredictBatch", () => code.Line($"{model.Host.Kernels}.Batches.Predict(_parameters, inputs, outputs{Threshold(model)});"));
        if (model.Classes.Count == 0)
            return;
        code.Line();
        methods.PrintLine("Classes", " => _layout.Classes.Span;");
        code.Line();
        methods.PrintLine("PredictClass", " => _layout.Classes.Span[Predict(input)];");
    }

    /// <summary>The last argument of what tells classes in batches: nothing where the largest output wins.</summary>
    public static string Threshold(NetworkModel model) =>
        model.OutputSize == 1 ? ", " + Number.Literal(model.DecisionThreshold ?? 0, model.Precision) : "";
}
