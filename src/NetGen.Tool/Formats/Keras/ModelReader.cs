using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Keras;

/// <summary>A model of Keras whose layers take one another's outputs, from its config. What Keras has behind pictures' places, their channels, is brought in front of them.</summary>
internal sealed class ModelReader
{
    private readonly WeightsFile _weights;
    private readonly Source _source;
    private readonly IReadOnlyList<LayerConfig> _layers;
    private readonly ChainDraft _draft;

    /// <summary>Whether the model takes sequences of any length.</summary>
    private readonly bool _isStream;

    /// <summary>Whether what comes next has places with channels, as Keras writes it.</summary>
    private bool _hasPlaces;

    /// <summary>The channels × places that stand in one row, in Keras' order, since a Flatten; or null.</summary>
    private int[]? _flattened;

    public ModelReader(JsonElement model, WeightsFile weights, Source source, string report)
    {
        _weights = weights;
        _source = source;
        _layers = LayerConfig.Chain(model, source);
        int?[] input = _layers[0].InputShape();
        _layers = [.. _layers.Where(layer => layer.Class != "InputLayer")];
        string? first = _layers.Select(layer => layer.Class).FirstOrDefault(name => name is not ("Dropout" or "Activation"));
        bool isSteps = first is "SimpleRNN" or "GRU" or "LSTM";
        if (input.Length is 0 or > 3 || input.Skip(isSteps ? 1 : 0).Any(size => size is null) || (isSteps && input.Length != 2))
            throw source.Unsupported($"expected inputs of a shape that is known, but for a number of steps in front of recurrent layers, found [{string.Join(", ", input.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "None"))}].");
        _hasPlaces = input.Length > 1 && !isSteps;
        int[] shape = [.. input.OfType<int>()];
        if (_hasPlaces)
            shape = [shape[^1], .. shape[..^1]];
        _draft = new(source, string.Join('x', shape), shape.Length == 1 ? shape[0] : isSteps ? shape[1] : 0);
        _draft.Report.Add(report);
        _isStream = isSteps && input[0] is null;
        if (_isStream)
            _draft.Report.Add("steps: any number, so that it is a streaming network, which gives at every step what the model gives of the sequence up to it");
        if (_hasPlaces && shape[0] > 1)
            _draft.Report.Add($"inputs: channels first, {string.Join(" x ", shape)}, where the model has them last");
    }

    /// <summary>The network.</summary>
    public ImportedNetwork Read(ImportWishes wishes)
    {
        for (int number = 0; number < _layers.Count; number++)
            Read(_layers[number], number + 1 < _layers.Count ? _layers[number + 1] : null);
        if (_flattened is not null)
            throw _source.Unsupported("the model ends with a row that a Flatten made of pictures. Put a Dense layer behind it, or leave the Flatten out.");
        if (_weights.Left.Any())
            throw _source.Broken($"expected weights of the layers of config.json alone, found {string.Join("; ", _weights.Left)}, too.");
        if (_hasPlaces)
            _draft.Report.Add("outputs: channels first, where the model has them last");
        return _draft.Build(wishes);
    }

    private void Read(LayerConfig layer, LayerConfig? next)
    {
        switch (layer.Class)
        {
            case "Dense":
                Dense(layer);
                break;
            case "Conv1D" or "Conv2D":
                Convolution(layer, layer.Class.ToLowerInvariant(), KerasTensors.Convolution, layer.Size("filters"), layer.Size("groups"));
                break;
            case "DepthwiseConv2D" or "DepthwiseConv1D":
                int channels = Channels(layer);
                Convolution(layer, "depthwise_conv" + layer.Class[^2..].ToLowerInvariant(), KerasTensors.Depthwise, channels * layer.Size("depth_multiplier"), channels);
                break;
            case "MaxPooling1D" or "MaxPooling2D":
                Pooling(layer, "mp");
                break;
            case "AveragePooling1D" or "AveragePooling2D":
                Pooling(layer, "ap");
                break;
            case "GlobalAveragePooling1D" or "GlobalAveragePooling2D":
                if (layer.Flag("keepdims"))
                    throw layer.Unsupported("keepdims=False", "True");
                _draft.Add("gap", Channels(layer), null);
                _hasPlaces = false;
                break;
            case "SimpleRNN":
                Recurrent(layer, next, "rnn", "simple_rnn");
                break;
            case "GRU" or "LSTM":
                Recurrent(layer, next, layer.Class.ToLowerInvariant(), layer.Class.ToLowerInvariant());
                break;
            case "BatchNormalization":
                BatchNorm(layer);
                break;
            case "LayerNormalization":
                LayerNorm(layer);
                break;
            case "Flatten":
                if (_hasPlaces)
                    _flattened = _draft.Shape;
                _hasPlaces = false;
                break;
            case "Activation":
                _draft.Activate(layer.Activation());
                break;
            case "ReLU" or "LeakyReLU" or "ELU" or "Softmax":
                _draft.Activate(layer.ActivationOfItsOwn());
                break;
            case "Dropout" or "SpatialDropout1D" or "SpatialDropout2D" or "GaussianNoise" or "GaussianDropout" or "AlphaDropout" or "ActivityRegularization":
                _draft.Report.Add($"left out: {layer.Name}, which acts in training alone");
                break;
            default:
                throw layer.Unsupported("a layer that is read", $"{layer.Class}; export the model to ONNX, which may have more");
        }
    }

    private void Dense(LayerConfig layer)
    {
        if (_hasPlaces)
            throw layer.Unsupported("a Flatten in front of it", "places with channels, each of which it takes by itself");
        IReadOnlyList<SourceTensor> tensors = _weights.Take("dense", layer.Flag("use_bias") ? 2 : 1);
        int inputs = _flattened?.Aggregate(1, (product, size) => product * size) ?? _draft.Features, units = layer.Size("units");
        if (!tensors[0].Is(inputs, units))
            throw _source.Broken($"{layer.Name}: expected a kernel of [{inputs}, {units}], found {tensors[0]}.");
        SourceTensor weight = KerasTensors.Dense(tensors[0], _flattened);
        SourceTensor bias = tensors.Count > 1 ? tensors[1] : SourceTensor.Filled(layer.Name, [units], 0);
        if (_flattened is null)
            _draft.AddDense(weight, bias, layer.Activation());
        else
            _draft.Add(FormattableString.Invariant($"{units}"), units, layer.Activation(), ("weight", weight), ("bias", bias));
        _flattened = null;
    }

    private void Convolution(LayerConfig layer, string word, Func<SourceTensor, SourceTensor> order, int channels, int groups)
    {
        RequirePlaces(layer);
        int[] kernel = layer.Sizes("kernel_size");
        (int stride, int dilation) = (layer.OneSize("strides"), layer.OneSize("dilation_rate"));
        string padding = layer.Text("padding") switch
        {
            "valid" => "",
            "same" when stride == 1 => "same",
            "same" when kernel.All(size => size == 1) => "",
            "causal" when stride == 1 => "causal",
            var other => throw layer.Unsupported("padding 'valid', or 'same' or 'causal' without a stride", $"'{other}' with a stride of {stride}"),
        };
        IReadOnlyList<SourceTensor> tensors = _weights.Take(word, layer.Flag("use_bias") ? 2 : 1);
        if (tensors[0].Shape.Length != kernel.Length + 2)
            throw _source.Broken($"{layer.Name}: expected a kernel of {kernel.Length + 2} dimensions, found {tensors[0]}.");
        string text = FormattableString.Invariant($"{channels}c{string.Join('x', kernel.Distinct().Count() == 1 ? kernel[..1] : kernel)}") + (stride > 1 ? FormattableString.Invariant($"s{stride}") : "") + padding
            + (dilation > 1 ? FormattableString.Invariant($"d{dilation}") : "") + (groups > 1 ? FormattableString.Invariant($"g{groups}") : "");
        _draft.Add(text, 0, layer.Activation(), ("weight", order(tensors[0])), ("bias", tensors.Count > 1 ? tensors[1] : SourceTensor.Filled(layer.Name, [channels], 0)));
    }

    private void Pooling(LayerConfig layer, string word)
    {
        RequirePlaces(layer);
        int[] size = layer.Sizes("pool_size"), places = _draft.Shape[1..];
        int stride = layer.OneSize("strides");
        if (layer.Text("padding") != "valid" && places.Where((place, axis) => size[axis % size.Length] is var window && (stride != window || place % window != 0)).Any())
            throw layer.Unsupported("padding 'valid'", $"'{layer.Text("padding")}', which reaches over the border of {string.Join(" x ", places)}");
        _draft.Add(FormattableString.Invariant($"{word}{string.Join('x', size.Distinct().Count() == 1 ? size[..1] : size)}s{stride}"), 0, null);
    }

    private void Recurrent(LayerConfig layer, LayerConfig? next, string word, string group)
    {
        bool goesOn = next?.Class is "SimpleRNN" or "GRU" or "LSTM";
        if (layer.Flag("return_sequences") != goesOn)
            throw layer.Unsupported(goesOn ? "return_sequences=True, as a recurrent layer follows" : "return_sequences=False, as no recurrent layer follows", "the other");
        if (layer.Flag("go_backwards") || layer.Flag("return_state"))
            throw layer.Unsupported("go_backwards=False and return_state=False", "True");
        if (layer.Activation() != "tanh" || (word != "rnn" && layer.Activation("recurrent_activation") != "sigmoid"))
            throw layer.Unsupported("the activations tanh and sigmoid", $"{layer.Activation()} and {(word == "rnn" ? "none" : layer.Activation("recurrent_activation"))}");
        IReadOnlyList<SourceTensor> tensors = _weights.Take(group, layer.Flag("use_bias") ? 3 : 2);
        if (word == "gru" && !layer.Flag("reset_after"))
            throw layer.Unsupported("reset_after=True, Keras' default", "False");
        int units = layer.Size("units");
        _draft.Add(FormattableString.Invariant($"{units}{word}"), units, null, KerasTensors.Recurrent(tensors, word, _source));
    }

    private void BatchNorm(LayerConfig layer)
    {
        RequireRow(layer);
        RequireLastAxis(layer);
        bool hasFactor = layer.Flag("scale"), hasAddend = layer.Flag("center");
        IReadOnlyList<SourceTensor> tensors = _weights.Take("batch_normalization", 2 + (hasFactor ? 1 : 0) + (hasAddend ? 1 : 0));
        double epsilon = layer.Number("epsilon");
        if (_isStream)
        {
            (string _, SourceTensor Tensor)[] norm = KerasTensors.BatchNorm(tensors, hasFactor, hasAddend, epsilon);
            double[] factors = [.. norm[0].Tensor.Values.Zip(norm[3].Tensor.Values, (weight, variance) => weight / Math.Sqrt(variance + KerasTensors.Epsilon))];
            _draft.Scale(factors, [.. factors.Select((factor, unit) => norm[1].Tensor.Values[unit] - (norm[2].Tensor.Values[unit] * factor))]);
        }
        else
        {
            _draft.Add("bn", _draft.Features, "identity", KerasTensors.BatchNorm(tensors, hasFactor, hasAddend, epsilon));
        }
    }

    /// <summary>With another ε, x is normalised as √(1e-5 / ε) · x is with 1e-5.</summary>
    private void LayerNorm(LayerConfig layer)
    {
        RequireRow(layer);
        if (_hasPlaces)
            throw layer.Unsupported("features alone, all of which it normalises together", "places with channels, each of which it normalises by itself");
        RequireLastAxis(layer);
        bool hasFactor = layer.Flag("scale"), hasAddend = layer.Flag("center");
        IReadOnlyList<SourceTensor> tensors = _weights.Take("layer_normalization", (hasFactor ? 1 : 0) + (hasAddend ? 1 : 0));
        int[] shape = [_draft.Features];
        double epsilon = layer.Number("epsilon");
        if (epsilon != KerasTensors.Epsilon)
        {
            double scale = Math.Sqrt(KerasTensors.Epsilon / epsilon);
            if (_draft.IsLinear)
                _draft.Multiply(scale);
            else
                _draft.Scale([.. Enumerable.Repeat(scale, _draft.Features)], new double[_draft.Features]);
        }
        _draft.Add("ln", _draft.Features, "identity", ("weight", hasFactor ? tensors[0] : SourceTensor.Filled(layer.Name, shape, 1)), ("bias", hasAddend ? tensors[^1] : SourceTensor.Filled(layer.Name, shape, 0)));
    }

    /// <summary>The channels of what comes in.</summary>
    private int Channels(LayerConfig layer)
    {
        RequirePlaces(layer);
        return _draft.Shape[0];
    }

    private void RequirePlaces(LayerConfig layer)
    {
        if (!_hasPlaces)
            throw layer.Unsupported("places with channels", "one row of values");
        if (layer.TextOr("data_format", "channels_last") != "channels_last")
            throw layer.Unsupported("data_format='channels_last'", $"'{layer.Text("data_format")}'");
    }

    /// <summary>What takes values by their own numbers does not stand between a Flatten and its Dense layer, where Keras has them in another order.</summary>
    private void RequireRow(LayerConfig layer)
    {
        if (_flattened is not null)
            throw layer.Unsupported("a Dense layer right behind Flatten", "this one between them; put it in front of Flatten, or behind Dense");
    }

    private void RequireLastAxis(LayerConfig layer)
    {
        if (layer.Axis() is var axis && axis != -1 && axis != (_hasPlaces ? _draft.Shape.Length : 1))
            throw layer.Unsupported("axis=-1", $"{layer.Axis()}");
    }
}
