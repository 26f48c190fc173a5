using NetGen.Compiler.Layers;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Keras;

/// <summary>Weights without a model: the architecture says the layers, which take the file's in the order of each class.</summary>
internal static class WeightsAlone
{
    public static ImportedNetwork Read(WeightsFile weights, Source source, ImportWishes wishes)
    {
        string name = source.ClassName(wishes);
        if (wishes.Architecture is null)
            throw source.Unmet($"the file has weights and no layers: say them by --architecture, or save the whole model, by model.save('model.keras'). It has {string.Join("; ", weights.Left)}.");
        Blueprint blueprint;
        try
        {
            blueprint = Blueprint.Of(wishes.Architecture);
        }
        catch (FormatException exception)
        {
            throw source.Unmet($"the architecture '{wishes.Architecture}' is none: {exception.Message}");
        }

        Dictionary<string, SourceTensor> tensors = [];
        List<string> report = [$"{source.Name}: weights of Keras 3"];
        for (int number = 0; number < blueprint.Layers.Count; number++)
        {
            Layer layer = blueprint.Layers[number];
            foreach ((string tensor, SourceTensor values) in Take(layer, blueprint.Layers[0], weights, source, report))
                tensors.Add($"{LayerSpec.NameOf(number)}.{tensor}", values);
        }
        if (weights.Left.Any())
            throw source.Unmet($"the file has weights that no layer of {blueprint.Architecture} uses: {string.Join("; ", weights.Left)}. Correct --architecture.");
        report.Add($"network: {blueprint.Architecture}");
        return new(name, wishes.Namespace, blueprint.Architecture, isDouble: false, blueprint.Take(tensors, source, isDouble: false), report);
    }

    private static (string Name, SourceTensor Tensor)[] Take(Layer layer, Layer first, WeightsFile weights, Source source, List<string> report)
    {
        int rank = layer.Input.Dimensions.Count;
        switch (layer.Kind.Name)
        {
            case "Dense":
                if (rank > 1 && layer == first)
                    throw source.Unmet($"expected inputs in one row for {layer.Text}, in Keras' order, found {layer.Input}. Write {layer.Inputs} for them.");
                IReadOnlyList<SourceTensor> dense = weights.Take("dense", 1, 2);
                if (!dense[0].Is(layer.Inputs, layer.Outputs))
                    throw source.Unmet($"expected a kernel of [{layer.Inputs}, {layer.Outputs}] for {layer.Text}, found {dense[0]}. Correct --architecture.");
                return WithBias(KerasTensors.Dense(dense[0], [.. layer.Input.Dimensions]), dense, layer.Outputs);
            case "Convolution":
                string word = rank == 2 ? "conv1d" : weights.Has("conv2d") ? "conv2d" : "depthwise_conv2d";
                IReadOnlyList<SourceTensor> kernel = weights.Take(word, 1, 2);
                if (kernel[0].Shape.Length != rank + 1)
                    throw source.Broken($"expected a kernel of {rank + 1} dimensions, found {kernel[0]}.");
                return WithBias(word[0] == 'd' ? KerasTensors.Depthwise(kernel[0]) : KerasTensors.Convolution(kernel[0]), kernel, layer.Output.Dimensions[0]);
            case "BatchNormalization":
                report.Add("batch_normalization: an ε of 0.001, which is Keras' default; a .keras file would say it");
                return KerasTensors.BatchNorm(weights.Take("batch_normalization", 4), hasFactor: true, hasAddend: true, epsilon: 1e-3);
            case "RNN":
                return KerasTensors.Recurrent(weights.Take("simple_rnn", 2, 3), "rnn", source);
            case "GRU":
                return KerasTensors.Recurrent(weights.Take("gru", 2, 3), "gru", source);
            case "LSTM":
                return KerasTensors.Recurrent(weights.Take("lstm", 2, 3), "lstm", source);
            default:
                return layer.Tensors.Count == 0 ? [] : throw source.Unsupported($"{layer.Text} cannot be read from weights alone, which do not say its ε. Save the whole model, by model.save('model.keras').");
        }
    }

    private static (string Name, SourceTensor Tensor)[] WithBias(SourceTensor weight, IReadOnlyList<SourceTensor> tensors, int units) =>
        [("weight", weight), ("bias", tensors.Count > 1 ? tensors[1] : SourceTensor.Filled(weight.Name, [units], 0))];
}
