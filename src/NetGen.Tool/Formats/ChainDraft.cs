using System.Globalization;
using NetGen.Compiler.Layers;
using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>
/// A chain of layers as a model's file gives them, one after the other, on its way to an architecture text with tensors. Linear maps that
/// a model has around its layers, such as factors of a normalisation, are held back until it is known what they can be multiplied into.
/// </summary>
/// <param name="input">The shape of the inputs, as the text writes it.</param>
/// <param name="features">The number of values that the next layer takes, of a step where there are several.</param>
internal sealed class ChainDraft(Source source, string input, int features)
{
    private const string Identity = "identity";

    /// <summary>Values that a linear map of this class's own may be over: it has as many weights as the square of that.</summary>
    private const int MostOfMap = 4096;

    private readonly List<Written> _layers = [];
    private LinearMap? _held;

    private sealed record Written(string Text, string? Activation, IReadOnlyList<(string Name, SourceTensor Tensor)> Tensors);

    /// <summary>The number of values that the next layer takes.</summary>
    public int Features { get; private set; } = features;

    /// <summary>What was read, in lines for people.</summary>
    public List<string> Report { get; } = [];

    /// <summary>The shape of what the layers so far give, as the text orders it.</summary>
    /// <exception cref="NotSupportedException">They are no network.</exception>
    public int[] Shape => _layers.Count == 0
        ? [.. input.Split('x').Select(size => int.Parse(size, CultureInfo.InvariantCulture))]
        : [.. Read(Text).Layers[^1].Output.Dimensions];

    /// <summary>Whether the last layer still gives what it computes, without an activation.</summary>
    public bool IsLinear => _held is not null || (_layers.Count > 0 && _layers[^1].Activation == Identity);

    private string Text => string.Join('-', _layers.Select(layer => layer.Activation is null ? layer.Text : $"{layer.Text}:{layer.Activation}").Prepend(input));

    /// <summary>Multiplies what the last layer gives, which has no activation, by one number.</summary>
    public void Multiply(double factor)
    {
        if (_held is { } map)
            _held = Diagonal([.. map.Bias.Values.Select(_ => factor)], new double[map.Bias.Values.Length]).After(map);
        else
            _layers[^1] = _layers[^1] with { Tensors = [.. _layers[^1].Tensors.Select(tensor => (tensor.Name, tensor.Name is "weight" or "bias" ? tensor.Tensor with { Values = [.. tensor.Tensor.Values.Select(value => value * factor)] } : tensor.Tensor))] };
    }

    /// <summary>A layer of the text, without its activation.</summary>
    /// <param name="features">The number of values that it gives.</param>
    /// <param name="activation">Null for a layer that has none to write.</param>
    /// <param name="tensors">By their names within the layer.</param>
    public void Add(string text, int features, string? activation, params (string Name, SourceTensor Tensor)[] tensors)
    {
        Release(Identity);
        _layers.Add(new(text, activation, tensors));
        Features = features;
    }

    /// <summary>activation(W x + b).</summary>
    /// <param name="weight">[outputs, inputs]</param>
    /// <param name="bias">[outputs], or null for zeros.</param>
    /// <param name="activation">By its name in the text.</param>
    public void AddDense(SourceTensor weight, SourceTensor? bias, string activation)
    {
        if (weight.Shape.Length != 2 || weight.Shape[1] != Features || bias?.Is(weight.Shape[0]) == false)
            throw source.Broken($"{weight.Name}: expected weights of [outputs, {Features}] and a bias of [outputs], found {weight.ShapeText} and {bias?.ShapeText ?? "none"}.");
        LinearMap map = new LinearMap(weight, bias ?? SourceTensor.Filled(weight.Name, [weight.Shape[0]], 0)).After(_held);
        _held = null;
        Add(map, activation);
    }

    /// <summary>A factor and an addend for each value.</summary>
    public void Scale(double[] factors, double[] addends) => Hold(Diagonal(factors, addends));

    /// <summary>max(x, 0) + slope · min(x, 0) with slopes of its own, as ReLU of x and of −x with a linear map behind it.</summary>
    /// <param name="slopes">One for each value.</param>
    public void AddParametricRelu(double[] slopes)
    {
        double[] ones = [.. slopes.Select(_ => 1.0)], zeros = new double[slopes.Length];
        LinearMap both = LinearMap.Above(Diagonal(ones, zeros), Diagonal([.. ones.Select(one => -one)], zeros)).After(_held);
        _held = null;
        Add(both, "relu");
        Hold(LinearMap.Beside(Diagonal(ones, zeros), Diagonal([.. slopes.Select(slope => -slope)], zeros)));
    }

    /// <summary>An activation behind what there is.</summary>
    public void Activate(string activation)
    {
        if (activation == Identity)
            return;
        if (_held is null && _layers.Count > 0 && _layers[^1].Activation == Identity)
        {
            _layers[^1] = _layers[^1] with { Activation = activation };
            return;
        }
        _held ??= Diagonal([.. Enumerable.Repeat(1.0, Features)], new double[Features]);
        Release(activation);
    }

    /// <summary>The network.</summary>
    /// <exception cref="InvalidDataException">A tensor does not fit its layer, or a weight is no finite number.</exception>
    /// <exception cref="NotSupportedException">There is no such network.</exception>
    public ImportedNetwork Build(ImportWishes wishes)
    {
        string name = source.ClassName(wishes);
        Release(Identity);
        Blueprint blueprint = Read(Text);
        Dictionary<string, SourceTensor> tensors = [];
        for (int layer = 0; layer < _layers.Count; layer++)
        {
            foreach ((string tensor, SourceTensor values) in _layers[layer].Tensors)
                tensors.Add($"{LayerSpec.NameOf(layer)}.{tensor}", values);
        }
        return new(name, wishes.Namespace, blueprint.Architecture, isDouble: false, blueprint.Take(tensors, source, isDouble: false), [.. Report, $"network: {blueprint.Architecture}"]);
    }

    private LinearMap Diagonal(double[] factors, double[] addends) => factors.Length <= MostOfMap
        ? LinearMap.Diagonal(factors, addends)
        : throw source.Unsupported($"expected at most {MostOfMap} values where each has a factor of its own, found {factors.Length}.");

    private Blueprint Read(string text)
    {
        try
        {
            return Blueprint.Of(text);
        }
        catch (FormatException exception)
        {
            throw source.Unsupported($"the model would be '{text}', which is no network here: {exception.Message}");
        }
    }

    private void Hold(LinearMap map)
    {
        _held = map.After(_held);
        Features = map.Bias.Values.Length;
    }

    private void Release(string activation)
    {
        if (_held is not { } map)
            return;
        _held = null;
        Add(map, activation);
    }

    private void Add(LinearMap map, string activation)
    {
        int outputs = map.Bias.Values.Length;
        _layers.Add(new(outputs.ToString(CultureInfo.InvariantCulture), activation, [("weight", map.Weight), ("bias", map.Bias)]));
        Features = outputs;
    }
}
