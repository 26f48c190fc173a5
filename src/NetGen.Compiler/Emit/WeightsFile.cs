using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>Save, Load and Pretrained, and the layout that says where each parameter is.</summary>
internal static class WeightsFile
{
    private const string Runtime = "global::NetGen.Runtime";

    private const string Shared = Runtime + ".IShared";

    public static EmittedFile Emit(NetworkPlan plan) => Page.Print(plan.Model.Host, ".Weights", [], plan.Model.Weights is null ? "" : " : " + Shared, code => Members(code, plan), types: null);

    private static void Members(CodeWriter code, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        string self = model.Host.Name, number = Number.Type(model.Precision);
        string[] tensors = [.. plan.Layers.SelectMany(Tensors)];
        string end = "])" + Properties(plan) + ";";
        code.Line($"private static readonly {Runtime}.ParameterLayout _layout = new(\"{model.Architecture}\", [{(tensors.Length == 0 ? end : "")}");
        for (int index = 0; index < tensors.Length; index++)
            code.Line($"    {tensors[index]}{(index + 1 < tensors.Length ? "," : end)}");
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
            code.Line($"bool {Shared}.IsShared => this == _pretrained;");
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

    private static IEnumerable<string> Tensors(LayerPlan layer) => layer.Tensors.Select(tensor => Tensor(layer, tensor));

    private static string Tensor(LayerPlan layer, TensorPlan tensor)
    {
        string text = $"new(\"{layer.Name}.{tensor.Tensor.Name}\", [{string.Join(", ", tensor.Tensor.Shape.Dimensions)}], offset: {tensor.Offset}, panelWidth: {tensor.PanelWidth}, paddedRows: {tensor.PaddedRows})";
        string[] more = [.. First(tensor), .. Divides(tensor), .. Groups(tensor), .. Gates(tensor), .. Channels(tensor), .. Transposed(tensor)];
        return more.Length > 0 ? $"{text} {{ {string.Join(", ", more)} }}" : text;
    }

    private static IEnumerable<string> First(TensorPlan tensor) =>
        tensor.Tensor.First is double first ? [$"First = {Number.Literal(first, Precision.Double)}"] : [];

    private static IEnumerable<string> Divides(TensorPlan tensor) => tensor.Tensor.Divides ? ["Divides = true"] : [];

    private static IEnumerable<string> Groups(TensorPlan tensor) => tensor.Groups > 1 ? [$"Groups = {tensor.Groups}"] : [];

    private static IEnumerable<string> Channels(TensorPlan tensor) =>
        tensor.Channels.Padded > 1 ? [$"Channels = {tensor.Channels.Count}, PaddedChannels = {tensor.Channels.Padded}"] : [];

    private static IEnumerable<string> Gates(TensorPlan tensor) => tensor.Gates > 1 ? [$"Gates = {tensor.Gates}"] : [];

    private static IEnumerable<string> Transposed(TensorPlan tensor) =>
        tensor.Transposed is TransposedPlan copy ? [$"Transposed = new({copy.Offset}, {copy.PanelWidth}, {copy.PaddedInputs}){(copy.Taps > 1 ? $" {{ Taps = {copy.Taps} }}" : "")}"] : [];

    private static string Properties(NetworkPlan plan)
    {
        string[] properties =
        [
            .. plan.Model.Classes.Count == 0 ? Array.Empty<string>() : [$"Classes = new string[] {{ {string.Join(", ", plan.Model.Classes.Select(Literal))} }}"],
            .. plan.Layers.Any(layer => layer.Buffers.Count > 0) ? [$"Buffers = [{string.Join(", ", plan.Layers.SelectMany(layer => layer.Buffers.Select(buffer => Tensor(layer, buffer))))}]"] : Array.Empty<string>(),
            .. plan.Layers.Any(layer => layer is BatchNormPlan) ? [$"Norms = [{string.Join(", ", plan.Layers.OfType<BatchNormPlan>().Select(norm => Norm(plan, norm)))}]"] : Array.Empty<string>(),
        ];
        return properties.Length == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
    }

    private static string Norm(NetworkPlan plan, BatchNormPlan norm)
    {
        string text = $"new({norm.WeightOffset}, {norm.RunningOffset}, {norm.StatisticsOffset}, {norm.FactorOffset}, {norm.PaddedChannels}, {norm.Pixels})";
        if (norm.Folded is not ProductPlan folded)
            return text;
        LayerPlan before = plan.Before(norm)!;
        int part = plan.Layers.Take(before.Index).Sum(layer => layer.Tensors.Sum(tensor => tensor.Groups));
        return $"{text} {{ Folded = new({part}, {folded.Groups}, {folded.WeightOffset}) }}";
    }

    /// <summary>A C# literal; what an editor would not show, or a line end, as its number.</summary>
    private static string Literal(string text) => "\"" + string.Concat(text.Select(character => character switch
    {
        '\\' or '"' => "\\" + character,
        _ when char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' => $"\\u{(int)character:X4}",
        _ => character.ToString(),
    })) + "\"";
}
