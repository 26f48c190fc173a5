using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen predict</c>: what a network makes of inputs.</summary>
internal static class PredictCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var inputs = new Argument<string[]>("INPUT") { Description = "One sample: its values with commas between them. Several samples are several arguments.", Arity = ArgumentArity.ZeroOrMore };
        var data = new Option<string?>("--data") { Description = "A CSV file with a row a sample, in place of INPUT." };
        var options = new DataOptions();
        var command = new Command("predict", "Show what a network makes of inputs.") { data };
        model.AddTo(command);
        command.Add(inputs);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] samples = parsed.GetValue(inputs)!;
            string? file = parsed.GetValue(data);
            if (file is null == (samples.Length == 0))
                throw new UsageException("Give either samples, such as 5.1,3.5,1.4,0.2, or --data FILE.csv.");
            CompiledNetwork network = model.Network(parsed);
            double[] values = file is null ? [.. samples.Select(sample => Sample(sample, network)).SelectMany(sample => sample)] : options.ReadInputs(parsed, file, network.InputSize);
            Show(terminal, network, values);
            return Cli.Success;
        });
        return command;
    }

    private static double[] Sample(string text, CompiledNetwork network)
    {
        string[] values = text.Split(',');
        return values.Length == network.InputSize
            ? [.. values.Select(value => InputRows.Number(value.Trim(), $"INPUT '{text}'"))]
            : throw new ArgumentException($"INPUT '{text}': {network.Info.Name} takes {network.InputSize} values ({string.Join('x', network.Info.InputShape)}), got {values.Length}.");
    }

    private static void Show(Terminal terminal, CompiledNetwork network, double[] inputs)
    {
        double[][] outputs = [.. network.Forward(inputs).Chunk(network.OutputSize)];
        int[]? labels = network.Predict(inputs);
        string[]? classes = labels is null ? null : [.. labels.Select(label => network.Classes.Count > 0 ? network.Classes[label] : label.ToString(CultureInfo.InvariantCulture))];
        var rows = new JsonArray();
        foreach ((int index, double[] output) in outputs.Index())
        {
            // JSON has no other numbers than finite ones.
            var row = new JsonObject { ["output"] = new JsonArray([.. output.Select(value => double.IsFinite(value) ? JsonValue.Create(value) : null)]) };
            if (classes is not null)
                row["class"] = classes[index];
            rows.Add(row);
        }
        terminal.Show(new() { ["predictions"] = rows }, () =>
        {
            foreach ((int index, double[] output) in outputs.Index())
                terminal.Line((classes is null ? "" : classes[index] + "\t") + string.Join(' ', output.Select(value => value.ToString("G7", CultureInfo.InvariantCulture))));
        });
    }
}
