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
        var draft = new GraphDraft(source, features);
        draft.Report.AddRange(report);
        string last = GraphDraft.Input;
        for (int layer = 0; layer < layers; layer++)
        {
            SourceTensor both = weights.Take($"layer {layer}, weights", 4 * units, features + units), bias = weights.Take($"layer {layer}, bias", 4 * units);
            SourceTensor hidden = weights.Take($"layer {layer}, initial hidden state", units), cell = weights.Take($"layer {layer}, initial cell state", units);
            last = draft.Add(
                $"lstm{layer}", last, new() { ["kind"] = "lstm", ["units"] = units, ["initial"] = "given" },
                ("weight_ih", Columns(both, 0, features)), ("weight_hh", Columns(both, features, units)), ("bias_ih", bias), ("bias_hh", SourceTensor.Filled("bias_hh", bias.Shape, 0)),
                ("h_0", hidden), ("c_0", cell));
            features = units;
        }
        draft.Add("head", last, new() { ["kind"] = "dense", ["units"] = 1 }, ("weight", weights.Take("head weight", 1, units)), ("bias", weights.Take("head bias", 1)));
        weights.End();
        return draft.Build(wishes);
    }

    private static SourceTensor Columns(SourceTensor matrix, int first, int count) =>
        new(matrix.Name, [matrix.Shape[0], count], [.. matrix.Values.Chunk(matrix.Shape[1]).SelectMany(row => row.Skip(first).Take(count))]);
}
