using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Save, Load and Pretrained, and the layout that says where each parameter is.</summary>
internal static class WeightsFile
{
    private const string Runtime = "global::NetGen.Runtime";

    public static EmittedFile Emit(NetworkPlan plan) => Page.Print(plan.Model.Host, ".Weights", [], "", code => Members(code, plan), types: null);

    private static void Members(CodeWriter code, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        string self = model.Host.Name, number = Number.Type(model.Precision);
        code.Line($"private static readonly {Runtime}.ParameterLayout _layout = new {Runtime}.ParameterLayout(\"{model.Architecture}\",");
        for (int index = 0; index < plan.Layers.Count; index++)
            code.Line($"    {Layout(plan.Layers[index])}{(index + 1 < plan.Layers.Count ? "," : ")" + Classes(model) + ";")}");
        code.Line();

        var methods = new Methods(code, Outline.Of(model));
        if (model.Weights is WeightsModel weights)
        {
            code.Line($"private static {self}? _pretrained;");
            code.Line();
            methods.PrintLine("Pretrained", $" => _pretrained ?? global::System.Threading.Interlocked.CompareExchange(ref _pretrained, ReadPretrained(), null) ?? _pretrained;");
            code.Line();
            code.Block($"private static {self} ReadPretrained()", () =>
            {
                if (weights.Resource is null)
                {
                    code.Line($"throw {Runtime}.WeightsFile.MissingWeights({Literal(weights.Declared)});");
                    return;
                }

                code.Line($"var parameters = new {Runtime}.ParameterBlock<{number}>({plan.BlockLength});");
                code.Line($"{Runtime}.WeightsFile.LoadResource(typeof({self}).Assembly, {Literal(weights.Resource)}, _layout, parameters.Span);");
                code.Line($"return new {self}(parameters);");
            });
            code.Line();
        }

        methods.Print("Save",
            () => code.Line($"{Runtime}.WeightsFile.Save<{number}>(path, _layout, _parameters.Span);"),
            () => code.Line($"{Runtime}.WeightsFile.Save<{number}>(stream, _layout, _parameters.Span);"));
        code.Line();
        methods.Print("Load", () => Load("path"), () => Load("stream"));

        void Load(string from)
        {
            code.Line($"var parameters = new {Runtime}.ParameterBlock<{number}>({plan.BlockLength});");
            code.Line($"{Runtime}.WeightsFile.Load({from}, _layout, parameters.Span);");
            code.Line($"return new {self}(parameters);");
        }
    }

    private static string Layout(LayerPlan layer) =>
        $"new {Runtime}.LayerLayout(Inputs: {layer.Inputs}, Outputs: {layer.Outputs}, PanelWidth: {layer.PanelWidth}, PaddedOutputs: {layer.PaddedOutputs}, WeightOffset: {layer.WeightOffset}, BiasOffset: {layer.BiasOffset}, "
        + $"TransposedOffset: {layer.Transposed?.Offset ?? -1}, TransposedPanelWidth: {layer.Transposed?.PanelWidth ?? 0}, PaddedInputs: {layer.Transposed?.PaddedInputs ?? layer.Inputs})";

    private static string Classes(NetworkModel model) =>
        model.Classes.Count == 0 ? "" : $" {{ Classes = new string[] {{ {string.Join(", ", model.Classes.Select(Literal))} }} }}";

    /// <summary>A C# literal; what an editor would not show, or a line end, as its number.</summary>
    private static string Literal(string text) => "\"" + string.Concat(text.Select(character => character switch
    {
        '\\' or '"' => "\\" + character,
        _ when char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' => $"\\u{(int)character:X4}",
        _ => character.ToString(),
    })) + "\"";
}
