using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Draws a random graph over every kind of layer: chains with branches, joins, several inputs and outputs.</summary>
internal sealed class GraphCases
{
    private static readonly string[] All = [.. Registry.Activations.Select(activation => activation.Name).Where(name => name is not ("Softmax" or "LogSoftmax" or "Step"))];

    /// <summary>Without kinks, near which no unit of a whole batch may lie.</summary>
    private static readonly string[] Smooth = ["Identity", "Sigmoid", "Tanh", "GELU", "SiLU", "Mish", "Softplus"];

    private readonly Random _random;
    private readonly bool _trainsOnBatches;
    private readonly List<int[]> _inputs = [];
    private readonly List<GraphLayer> _layers = [];

    /// <summary>What nothing takes yet.</summary>
    private readonly HashSet<int> _free = [];

    private GraphCases(int seed)
    {
        _random = new Random(seed);
        _trainsOnBatches = _random.Next(2) == 0;
    }

    public static GraphCase Draw(int seed) => new GraphCases(seed).Draw();

    private GraphCase Draw()
    {
        for (int input = _random.Next(4) == 0 ? 2 : 1; input > 0; input--)
        {
            _inputs.Add(_random.Next(3) switch { 0 => [Size(20)], 1 => [Size(8), 3 + _random.Next(8)], _ => [Size(5), 2 + _random.Next(6), 2 + _random.Next(6)] });
            _free.Add(-_inputs.Count);
        }

        for (int depth = 2 + _random.Next(5); depth > 0;)
        {
            int last = _layers.Count - 1, source = _random.Next(3) > 0 && last >= 0 ? last : _random.Next(-_inputs.Count, _layers.Count);
            if (TryAdd(source))
                depth--;
        }

        return new(_inputs, _layers, Outputs(), _random.Next(2) == 0, _trainsOnBatches ? 2 + _random.Next(6) : 1 + _random.Next(9), _random.Next(1_000_000));
    }

    /// <summary>What nothing takes becomes rows, and those one output or several.</summary>
    private List<int> Outputs()
    {
        bool isOne = _random.Next(2) == 0;
        foreach (int place in _free.Where(place => place < 0 || _free.Count > 1 && Shape(place).Length > 1).Order().ToList())
            Add($"\"kind\": \"dense\", \"units\": {1 + _random.Next(9)}", null, [place], [0], Activation());
        var ends = _free.Order().ToList();
        if (!isOne || ends.Count == 1)
            return ends;
        Add("\"kind\": \"concat\"", "concat", [.. ends], [ends.Sum(end => Shape(end)[0])], null);
        Add($"\"kind\": \"dense\", \"units\": {2 + _random.Next(9)}", null, [_layers.Count - 1], [0], _random.Next(2) == 0 ? "Softmax" : "Identity");
        return [_layers.Count - 1];
    }

    private bool TryAdd(int source)
    {
        int[] shape = Shape(source);
        int size = shape.Aggregate(1, (product, length) => product * length), channels = shape[0];
        bool isRow = shape.Length == 1;
        switch (_random.Next(16))
        {
            case 0 when _random.Next(isRow ? 1 : 3) == 0:
                Add($"\"kind\": \"dense\", \"units\": {Size(40)}", null, [source], [0], Activation());
                return true;
            case 1 or 2 when !isRow:
                return TryConvolution(source, shape);
            case 3 when !isRow:
                return TryPooling(source, shape);
            case 4 when source < 0 && shape.Length == 2 && _inputs.Count == 1:
                Add($"\"kind\": \"{Choose("rnn", "gru", "lstm")}\", \"units\": {Size(18)}", null, [source], [0], null);
                return true;
            case 5 when size > 2:
                Add("\"kind\": \"layerNorm\"", null, [source], shape, Activation());
                return true;
            case 6 when _trainsOnBatches:
                Add("\"kind\": \"batchNorm\"", null, [source], shape, Activation());
                return true;
            case 7 when _trainsOnBatches:
                Add($"\"kind\": \"dropout\", \"percentage\": {10 + _random.Next(40)}", null, [source], shape, null);
                return true;
            case 8:
                int first = _random.Next(channels), count = 1 + _random.Next(channels - first);
                bool isWhole = _random.Next(2) == 0;
                string part = isWhole ? "" : $", \"start\": {first}, \"count\": {count}";

                // Of one unit alone it is a constant, at which what follows may have a kink.
                bool isShared = isRow && (isWhole ? channels : count) > 1;
                Add($"\"kind\": \"activation\"{part}", null, [source], shape, isShared && _random.Next(3) == 0 ? Choose("Softmax", "LogSoftmax") : Activation());
                return true;
            case 9:
                Add($"\"kind\": \"clip\", \"min\": {Numbers(channels, -1.5, -0.4)}{(_random.Next(2) == 0 ? "" : $", \"max\": {Numbers(channels, 0.3, 1.6)}")}", null, [source], shape, Activation());
                return true;
            case 10:
                Add($"\"kind\": \"scale\", \"factor\": {Numbers(channels, -1.5, 1.5)}{(_random.Next(2) == 0 ? "" : $", \"offset\": {Numbers(channels, -1, 1)}")}", null, [source], shape, Activation());
                return true;
            case 11:
                Add($"\"kind\": \"normalize\"{(_random.Next(2) == 0 ? "" : $", \"min\": {Numbers(channels, -1.5, -0.4)}")}", null, [source], shape, Activation());
                return true;
            case 12 when channels > 1:
                int start = _random.Next(channels), taken = 1 + _random.Next(channels - start);
                Add($"\"kind\": \"slice\", \"start\": {start}, \"count\": {taken}", null, [source], [taken, .. shape[1..]], Activation());
                return true;
            case 13 or 14 when Others(other => other.SequenceEqual(shape), source) is { Length: > 0 } same:
                Add("\"kind\": \"" + Choose("add", "multiply") + "\"", null, [source, .. Some(same)], shape, Activation());
                return true;
            case 15 when Others(other => other.Length == shape.Length && other[1..].SequenceEqual(shape[1..]), source) is { Length: > 0 } alike:
                int[] all = [source, .. Some(alike)];
                Add("\"kind\": \"concat\"", null, all, [all.Sum(place => Shape(place)[0]), .. shape[1..]], Activation());
                return true;
            default:
                return false;
        }
    }

    private bool TryConvolution(int source, int[] shape)
    {
        int dilation = 1 + _random.Next(5) / 4, groups = _random.Next(3) == 0 ? shape[0] : 1, channels = groups == 1 ? Size(18) : groups * (1 + _random.Next(2));
        int[] kernel = [.. shape[1..].Select(_ => 1 + _random.Next(3))], reach = Array.ConvertAll(kernel, length => dilation * (length - 1));
        string how = _random.Next(4) switch { 0 => "same", 1 when shape.Length == 2 => "causal", _ => "" };
        int stride = how == "" ? 1 + _random.Next(3) / 2 : 1, padding = how == "" && _random.Next(2) == 0 && reach.All(length => length >= 1) ? 1 : 0;
        int[] output = [.. shape[1..].Select((length, axis) => how != "" ? length : length + 2 * padding - reach[axis] < 1 ? 0 : (length + 2 * padding - reach[axis] - 1) / stride + 1)];
        if (output.Contains(0) || channels * output.Aggregate((a, b) => a * b) > 600)
            return false;
        string written = how != "" ? $"\"{how}\"" : $"{padding}";
        Add(
            $"\"kind\": \"conv\", \"channels\": {channels}, \"kernel\": {(kernel.Length == 1 ? $"{kernel[0]}" : $"[{kernel[0]}, {kernel[1]}]")}, \"padding\": {written}, \"stride\": {stride}, \"dilation\": {dilation}, \"groups\": {groups}",
            null, [source], [channels, .. output], Activation());
        return true;
    }

    private bool TryPooling(int source, int[] shape)
    {
        string kind = Choose("maxPooling", "averagePooling", "globalAveragePooling");
        int size = 1 + _random.Next(3), stride = 1 + _random.Next(2);
        int[] output = [.. shape[1..].Select(length => length < size ? 0 : (length - size) / stride + 1)];
        if (output.Contains(0))
            return false;
        Add($"\"kind\": \"{kind}\"{(kind[0] == 'g' ? "" : $", \"size\": {size}, \"stride\": {stride}")}", null, [source], kind[0] == 'g' ? [shape[0]] : [shape[0], .. output], null);
        return true;
    }

    /// <param name="shape">What it gives; 0 for as many as it has units.</param>
    private void Add(string text, string? key, int[] sources, int[] shape, string? activation)
    {
        // A layer that takes several says so by its key, which is its kind.
        if (key is null && sources.Length > 1)
            key = text.Split('"')[3];
        if (shape is [0])
            shape = [int.Parse(text[(text.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)];
        _layers.Add(new(activation is null ? text : $"{text}, \"activation\": \"{activation}\"", key, sources, shape));
        _free.ExceptWith(sources);
        _free.Add(_layers.Count - 1);
    }

    private int[] Others(Func<int[], bool> fits, int source) => [.. Enumerable.Range(-_inputs.Count, _inputs.Count + _layers.Count).Where(place => place != source && fits(Shape(place)))];

    private int[] Some(int[] places) => places.Length > 1 && _random.Next(3) == 0 ? places[..2] : [places[_random.Next(places.Length)]];

    private int[] Shape(int place) => place < 0 ? _inputs[-1 - place] : _layers[place].Shape;

    private string Activation() => Choose(_trainsOnBatches ? Smooth : All);

    private string Choose(params string[] words) => words[_random.Next(words.Length)];

    /// <summary>Small ones mostly, and edges of lanes.</summary>
    private int Size(int most) => _random.Next(4) == 0 && most > 16 ? Math.Min(most, 15 + _random.Next(4)) : 1 + _random.Next(most);

    /// <summary>One number, or one for each channel.</summary>
    private string Numbers(int channels, double least, double most)
    {
        string Number() => Math.Round(least + _random.NextDouble() * (most - least), 2).ToString(CultureInfo.InvariantCulture);
        return _random.Next(2) == 0 ? Number() : $"[{string.Join(", ", Enumerable.Range(0, channels).Select(_ => Number()))}]";
    }
}
