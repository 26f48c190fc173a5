using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen inspect</c>: layers, shapes, costs, and what the weights are like.</summary>
internal static class InspectCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var command = new Command("inspect", "Show a network's layers, tensors, costs and what its weights are like.");
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            NetworkSource source = model.Source(parsed);
            Show(terminal, source, CompiledNetwork.Of(source));
            return Cli.Success;
        });
        return command;
    }

    private static void Show(Terminal terminal, NetworkSource source, CompiledNetwork network)
    {
        NetworkInfo info = network.Info;
        double[] parameters = source.Weights is null ? [] : network.Parameters;
        (TensorInfo Tensor, double[] Values)[] tensors = parameters.Length == 0 ? [] : info.Tensors.Select(tensor => (Tensor: tensor, Values: tensor.Of<double>(parameters).ToArray())).ToArray();
        var facts = new JsonObject
        {
            ["name"] = info.Name,
            ["architecture"] = info.Architecture,
            ["precision"] = info.Precision.ToString(),
            ["parameters"] = info.ParameterCount,
            ["multiplyAdds"] = info.MultiplyAdds,
            ["inputShape"] = Numbers(info.InputShape),
            ["outputShape"] = Numbers(info.OutputShape),
            ["classes"] = new JsonArray([.. network.Classes.Select(name => JsonValue.Create(name))]),
            ["layers"] = new JsonArray([.. info.Layers.Select(layer => new JsonObject
            {
                ["name"] = layer.Name,
                ["kind"] = layer.Kind,
                ["output"] = Numbers(layer.OutputShape),
                ["activation"] = layer.Activation.ToString(),
                ["parameters"] = layer.ParameterCount,
                ["multiplyAdds"] = layer.MultiplyAdds,
            })]),
            ["tensors"] = new JsonArray([.. tensors.Select(entry => new JsonObject
            {
                ["name"] = entry.Tensor.Name,
                ["shape"] = Numbers(entry.Tensor.Shape),
                ["min"] = entry.Values.Min(),
                ["mean"] = entry.Values.Average(),
                ["max"] = entry.Values.Max(),
            })]),
            ["report"] = new JsonArray([.. source.Report.Select(line => JsonValue.Create(line))]),
        };
        terminal.Show(facts, () =>
        {
            terminal.Line(info.ToString());
            if (network.Classes.Count > 0)
                terminal.Line($"classes: {string.Join(", ", network.Classes)}");
            foreach (string line in source.Report)
                terminal.Line(line);
            if (tensors.Length == 0)
                terminal.Line("no weights");
            else
            {
                terminal.Table(["Tensor", "Shape", "Least", "Mean", "Most"], tensors.Select(entry => new[]
                {
                    entry.Tensor.Name, string.Join('x', entry.Tensor.Shape), Text(entry.Values.Min()), Text(entry.Values.Average()), Text(entry.Values.Max()),
                }), numbersFrom: 2);
            }
        });
    }

    private static JsonArray Numbers(IReadOnlyList<int> shape) => new([.. shape.Select(size => JsonValue.Create(size))]);

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
