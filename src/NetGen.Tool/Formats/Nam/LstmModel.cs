using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Nam;

/// <summary>Layers of LSTM with a linear one behind them: for each [input | state] weights of the gates i, f, g, o, their bias, and the states that a stream begins with.</summary>
internal static class LstmModel
{
    public static ImportedNetwork Read(JsonElement config, WeightRow weights, Source source, ImportWishes wishes, IEnumerable<string> report)
    {
        int features = config.Size("input_size", "config", source), units = config.Size("hidden_size", "config", source), layers = config.Size("num_layers", "config", source);
        if (layers > 64)
            throw source.Unsupported($"config: expected at most 64 layers, found {layers}.");
        var draft = new ChainDraft(source, features.ToString(CultureInfo.InvariantCulture), features);
        draft.Report.AddRange(report);
        for (int layer = 0; layer < layers; layer++)
        {
            SourceTensor both = weights.Take($"layer {layer}, weights", 4 * units, draft.Features + units), bias = weights.Take($"layer {layer}, bias", 4 * units);
            SourceTensor hidden = weights.Take($"layer {layer}, initial hidden state", units), cell = weights.Take($"layer {layer}, initial cell state", units);
            if (hidden.Values.Concat(cell.Values).Any(value => value != 0))
            {
                throw source.Unsupported(
                    $"layer {layer} begins a stream with states of its own, such as {hidden.Values[0]} and {cell.Values[0]}; streams here begin with zeros. "
                    + "Train the model as a WaveNet, or with initial states of 0.");
            }
            draft.Add(string.Create(CultureInfo.InvariantCulture, $"{units}lstm"), units, null,
                ("weight_ih", Columns(both, 0, draft.Features)), ("weight_hh", Columns(both, draft.Features, units)), ("bias_ih", bias), ("bias_hh", SourceTensor.Filled("bias_hh", bias.Shape, 0)));
        }
        draft.AddDense(weights.Take("head weight", 1, units), weights.Take("head bias", 1), "identity");
        weights.End();
        return draft.Build(wishes);
    }

    private static SourceTensor Columns(SourceTensor matrix, int first, int count) =>
        new(matrix.Name, [matrix.Shape[0], count], [.. matrix.Values.Chunk(matrix.Shape[1]).SelectMany(row => row.Skip(first).Take(count))]);
}
