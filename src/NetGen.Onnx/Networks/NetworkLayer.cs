using System.Globalization;

namespace NetGen.Onnx.Networks;

/// <summary>One layer of the network that a model becomes, or one of its inputs.</summary>
/// <param name="kind">What JSON calls it; <see cref="Input"/> and <see cref="Apart"/> are no layers.</param>
/// <param name="sources">The layers that it takes.</param>
/// <param name="shape">Of what it gives: units, channels × length, or channels × height × width.</param>
internal sealed class NetworkLayer(string kind, IReadOnlyList<NetworkLayer> sources, params int[] shape)
{
    public const string Input = "input";

    /// <summary>What several layers give, whose shapes cannot stand in one: only a dense layer takes it, as a sum of its own.</summary>
    public const string Apart = "apart";

    /// <summary>What JSON says of a recurrent layer whose states before the first step stand in the file.</summary>
    public const string Initial = "initial";

    public string Kind => kind;

    public IReadOnlyList<NetworkLayer> Sources => sources;

    /// <summary>Of an input it is what those who take it need.</summary>
    public int[] Shape { get; set; } = shape;

    public int Size { get; } = shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Values of a unit or a channel.</summary>
    public int Pixels => Shape.Skip(1).Aggregate(1, (product, size) => product * size);

    public string Activation { get; set; } = "identity";

    /// <summary>The name of an input or an output; null where it has none.</summary>
    public string? Name { get; set; }

    /// <summary>Of an input: whether something has said what its shape is.</summary>
    public bool IsShaped { get; set; }

    /// <summary>Of an input: which value of the model's stands where; null where they are in the order of the model.</summary>
    public int[]? Order { get; set; }

    /// <summary>Whether this is a sum that stands for one dense layer, of dense layers that nothing else takes.</summary>
    public bool IsDenseSum { get; init; }

    /// <summary>The keys of JSON beside those that every layer has, in order.</summary>
    public IReadOnlyList<(string Key, object Value)> Options { get; init; } = [];

    /// <summary>The layer in the architecture text, without activation; what only JSON has, as it is described there.</summary>
    public required string Text { get; init; }

    /// <summary>Parameters by the names that they have within the layer.</summary>
    public IReadOnlyList<ImportedTensor> Tensors { get; init; } = [];

    public bool HasActivation => kind is "dense" or "conv" or "layerNorm" || IsOfJson;

    /// <summary>Whether the architecture text has such layers.</summary>
    public bool IsInText => !IsOfJson && !Options.Any(option => option.Key == Initial);

    /// <summary>Whether the layer's kind is one that JSON alone has.</summary>
    private bool IsOfJson => kind is "add" or "multiply" or "concat" or "slice" or "activation" or "scale";

    public static NetworkLayer Dense(NetworkLayer source, double[] weights, double[] bias) => new("dense", [source], bias.Length)
    {
        Options = [("units", bias.Length)],
        Text = bias.Length.ToString(CultureInfo.InvariantCulture),
        Tensors = [new("weight", [bias.Length, source.Size], weights), new("bias", [bias.Length], bias)],
    };

    /// <summary>Layers that only have a name for what they do.</summary>
    public static NetworkLayer Plain(string kind, string text, IReadOnlyList<NetworkLayer> sources, params int[] shape) => new(kind, sources, shape) { Text = text };

    /// <summary>Every value by itself: through an activation alone.</summary>
    public static NetworkLayer Through(NetworkLayer source) => Plain("activation", "activation", [source], source.Shape);

    /// <summary>A value of every channel times a factor, and something added.</summary>
    public static NetworkLayer Scale(NetworkLayer source, double[] factors, double[] offsets)
    {
        double[] factor = OneOrAll(factors), offset = OneOrAll(offsets);
        return new("scale", [source], source.Shape) { Options = [("factor", factor), ("offset", offset)], Text = $"scale({Numbers(factor)}+{Numbers(offset)})" };
    }

    /// <summary>Some of the channels, or of the features.</summary>
    public static NetworkLayer Slice(NetworkLayer source, int start, int count) => new("slice", [source], [count, .. source.Shape[1..]])
    {
        Options = [("start", start), ("count", count)],
        Text = string.Create(CultureInfo.InvariantCulture, $"slice({start}..{start + count})"),
    };

    /// <summary>One number, where it is that of all channels.</summary>
    private static double[] OneOrAll(double[] numbers) => numbers.All(number => number == numbers[0]) ? numbers[..1] : numbers;

    /// <summary>As the text of an architecture has them: one in the fewest digits, of more how many there are.</summary>
    private static string Numbers(double[] numbers) => numbers.Length > 1
        ? $"[{numbers.Length}]"
        : Enumerable.Range(1, 17).Select(digits => numbers[0].ToString($"G{digits}", CultureInfo.InvariantCulture)).First(text => double.Parse(text, CultureInfo.InvariantCulture) == numbers[0]);
}
