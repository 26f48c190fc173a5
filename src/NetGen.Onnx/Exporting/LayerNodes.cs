using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Onnx.Exporting;

/// <summary>A value of the graph under way.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rank">The axes of one sample.</param>
internal readonly record struct Exported(string Name, int Rank);

/// <summary>The nodes that each kind of layer is in ONNX, without its activation.</summary>
/// <param name="graph">Takes the nodes.</param>
/// <param name="tensors">The network's, by name.</param>
/// <param name="info">The network's description.</param>
/// <param name="isStream">Whether a sample is one step of a stream, whose states go in and out.</param>
internal sealed partial class LayerNodes(GraphBuilder graph, IReadOnlyDictionary<string, ImportedTensor> tensors, NetworkInfo info, bool isStream)
{
    /// <summary>What the name of a state ends with after the step.</summary>
    private const string Next = ".next";

    private static readonly string[] InitialStates = ["h_0", "c_0"];

    private readonly List<(string State, double[] Values)> _beginnings = [];

    /// <summary>Of a stream: what states are before the first step, where that is not 0.</summary>
    public IReadOnlyList<(string State, double[] Values)> Beginnings => _beginnings;

    /// <param name="layer">Which.</param>
    /// <param name="x">What goes in.</param>
    /// <param name="goesOnInSteps">Whether a recurrent layer takes what comes out.</param>
    /// <returns>What comes out.</returns>
    public Exported Add(WrittenLayer layer, Exported[] x, bool goesOnInSteps)
    {
        string z = layer.Name + ".z";
        Exported first = x[0];
        return layer.Word switch
        {
            "" => new(graph.Add("Gemm", z, [Flat(layer, first), .. Parameters(layer, "weight", "bias")], ("transB", 1)), 1),
            "c" => new(isStream ? StepOfConvolution(layer, first, z) : Convolution(layer, first, z), first.Rank),
            "mp" => new(Pooling("MaxPool", "mp", layer, first, z), first.Rank),
            "ap" => new(Pooling("AveragePool", "ap", layer, first, z), first.Rank),
            "gap" => new(graph.Add("Flatten", z, graph.Add("GlobalAveragePool", layer.Name + ".mean", first.Name)), 1),
            "bn" => new(graph.Add("BatchNormalization", z, [first.Name, .. Parameters(layer, "weight", "bias", "running_mean", "running_var")], ("epsilon", 1e-5f)), first.Rank),
            "ln" => new(graph.Add("LayerNormalization", z, [first.Name, .. Parameters(layer, "weight", "bias")], ("axis", 1), ("epsilon", 1e-5f)), first.Rank),
            "do" => first,
            "rnn" => Recurrent("RNN", [0], layer, first, goesOnInSteps),
            "gru" => Recurrent("GRU", [1, 0, 2], layer, first, goesOnInSteps),
            "lstm" => Recurrent("LSTM", [0, 3, 1, 2], layer, first, goesOnInSteps),
            "add" => new(Chain("Add", layer, x), first.Rank),
            "multiply" => new(Chain("Mul", layer, x), first.Rank),
            "concat" => new(graph.Add("Concat", z, [.. x.Select((_, index) => x.Any(part => part.Rank != first.Rank) ? Flat(layer, x[index], index) : x[index].Name)], ("axis", 1)), x.Min(part => part.Rank)),
            "slice" => new(Slice(layer.Name, first.Name, z, layer.Text), first.Rank),
            "activation" => new(layer.Text == "activation" ? first.Name : ActivationOfSome(layer, first.Name, z), first.Rank),
            "clip" => new(Held(layer, first, first.Name, z), first.Rank),
            "scale" => new(Scale(layer, first, z), first.Rank),
            "normalize" => new(Normalised(layer, first, z), first.Rank),
            _ => throw new NotSupportedException($"{info.Name}: {layer.Name} is '{layer.Text}', which cannot be exported."),
        };
    }

    /// <summary>Some of the inputs, in their shape.</summary>
    public Exported Part(string inputs, int number, int start, int[] shape)
    {
        string part = Slice($"inputs.{number}", inputs, $"inputs.{number}.flat", $"({start}..{start + shape.Aggregate(1, (product, size) => product * size)})");
        return new(shape.Length == 1 ? part : graph.Add("Reshape", $"inputs.{number}", part, graph.Ints($"inputs.{number}.shape", [-1, .. shape])), shape.Length);
    }

    private string[] Parameters(WrittenLayer layer, params string[] names) => [.. names.Select(name => Constant(tensors[$"{layer.Name}.{name}"]))];

    private string Constant(ImportedTensor tensor)
    {
        graph.Constant(tensor.Name, tensor.Shape, tensor.Values);
        return tensor.Name;
    }

    private string Flat(WrittenLayer layer, Exported x, int number = 0) => x.Rank == 1 ? x.Name : graph.Add("Flatten", $"{layer.Name}.flat{number}", x.Name);

    private string Convolution(WrittenLayer layer, Exported x, string z)
    {
        int axes = x.Rank - 1, stride = layer.Option("s") ?? 1, dilation = layer.Option("d") ?? 1;
        int[] reach = [.. layer.Sizes("c", axes).Select(size => dilation * (size - 1))];
        int[] before = [.. reach.Select(all => layer.Option("p") ?? (layer.Text.Contains("same", StringComparison.Ordinal) ? all / 2 : layer.Text.Contains("causal", StringComparison.Ordinal) ? all : 0))];
        int[] after = [.. reach.Zip(before, (all, front) => layer.Option("p") ?? (layer.Text.Contains("same", StringComparison.Ordinal) ? all - front : 0))];
        return graph.Add(
            "Conv", z, [x.Name, .. Parameters(layer, "weight", "bias")],
            ("kernel_shape", layer.Sizes("c", axes)), ("strides", Repeated(stride, axes)), ("dilations", Repeated(dilation, axes)), ("pads", before.Concat(after).ToArray()), ("group", layer.Option("g") ?? 1));
    }

    private string Pooling(string operation, string word, WrittenLayer layer, Exported x, string z)
    {
        int[] sizes = layer.Sizes(word, x.Rank - 1);
        return graph.Add(operation, z, [x.Name], ("kernel_shape", sizes), ("strides", layer.Option("s") is int stride ? Repeated(stride, sizes.Length) : sizes));
    }

    /// <summary>PyTorch's gates in ONNX's order. Steps stand first there; a sample has them behind the batch.</summary>
    private Exported Recurrent(string operation, int[] order, WrittenLayer layer, Exported x, bool goesOnInSteps)
    {
        string[] names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];
        ImportedTensor[] given = [.. names.Select(name => tensors[$"{layer.Name}.{name}"])];
        double[][] ordered = [.. given.Select(tensor => order.SelectMany(gate => tensor.Values.Chunk(tensor.Values.Length / order.Length).ElementAt(gate)).ToArray())];
        int units = given[1].Shape[1];
        graph.Constant(given[0].Name, [1, .. given[0].Shape], ordered[0]);
        graph.Constant(given[1].Name, [1, .. given[1].Shape], ordered[1]);
        graph.Constant($"{layer.Name}.bias", [1, 2 * order.Length * units], [.. ordered[2], .. ordered[3]]);
        string steps = isStream
            ? graph.Add("Unsqueeze", $"{layer.Name}.steps", x.Name, graph.Ints($"{layer.Name}.time", [0]))
            : graph.Add("Transpose", $"{layer.Name}.steps", [x.Name], ("perm", new[] { 1, 0, 2 }));
        string[] initial = [.. InitialStates.Select(name => $"{layer.Name}.{name}").Where(tensors.ContainsKey)];
        string[] states = !isStream ? [] : operation == "LSTM" ? [$"{layer.Name}.h", $"{layer.Name}.c"] : [$"{layer.Name}.h"];
        string[] outputs = [$"{layer.Name}.all", $"{layer.Name}.last", .. states.Skip(1).Select(state => state + ".last")];
        string[] inputs = [steps, given[0].Name, given[1].Name, $"{layer.Name}.bias", .. isStream || initial.Length > 0 ? [""] : Array.Empty<string>(), .. isStream ? states.Select(state => Before(state, units)) : initial.Select(state => Initial(state, x.Name))];
        foreach ((string state, string first) in states.Zip(initial))
            _beginnings.Add((state, tensors[first].Values));
        if (operation == "GRU")
            graph.Add(operation, outputs, inputs, ("hidden_size", units), ("linear_before_reset", 1));
        else
            graph.Add(operation, outputs, inputs, ("hidden_size", units));
        foreach ((string state, string last) in states.Zip(outputs.Skip(1)))
        {
            graph.Add("Squeeze", state + Next, last, graph.Ints(state + ".axis", [0]));
            graph.Output(state + Next, [units]);
        }
        if (!goesOnInSteps)
            return new(graph.Add("Squeeze", $"{layer.Name}.z", outputs[1], graph.Ints($"{layer.Name}.axis", [0])), 1);
        string all = graph.Add("Squeeze", $"{layer.Name}.forward", outputs[0], graph.Ints($"{layer.Name}.axis", [1]));
        return new(graph.Add("Transpose", $"{layer.Name}.z", [all], ("perm", new[] { 1, 0, 2 })), 2);
    }

    /// <summary>A state of a window before its first step, once for each sample of the batch.</summary>
    private string Initial(string name, string x)
    {
        ImportedTensor tensor = tensors[name];
        graph.Constant(name, [1, 1, tensor.Values.Length], tensor.Values);
        string batch = graph.Add("Shape", name + ".batch", [x], ("start", 0), ("end", 1));
        string shape = graph.Add("Concat", name + ".shape", [graph.Ints(name + ".one", [1]), batch, graph.Ints(name + ".units", [tensor.Values.Length])], ("axis", 0));
        return graph.Add("Expand", name + ".all", name, shape);
    }

    private string Chain(string operation, WrittenLayer layer, Exported[] x)
    {
        string sum = x[0].Name;
        for (int i = 1; i < x.Length; i++)
            sum = graph.Add(operation, i + 1 < x.Length ? $"{layer.Name}.z{i}" : $"{layer.Name}.z", sum, x[i].Name);
        return sum;
    }

    /// <summary>Features or channels from "(start..end)" in a text.</summary>
    private string Slice(string layer, string x, string z, string text)
    {
        int[] range = Range(text);
        return graph.Add("Slice", z, x, graph.Ints($"{layer}.start{range[0]}", [range[0]]), graph.Ints($"{layer}.end{range[1]}", [range[1]]), graph.Ints($"{layer}.axis{range[0]}", [1]));
    }

    private static int[] Range(string text) => [.. Places().Match(text).Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))];

    private string ActivationOfSome(WrittenLayer layer, string x, string z)
    {
        int[] range = Range(layer.Text);
        Activation activation = Enum.Parse<Activation>(layer.Text[(layer.Text.IndexOf(':', StringComparison.Ordinal) + 1)..^1], ignoreCase: true);
        string some = Slice(layer.Name, x, $"{layer.Name}.some", layer.Text);
        List<string> parts = [ActivationNodes.Add(graph, activation, $"{layer.Name}.of", some)];
        if (range[0] > 0)
            parts.Insert(0, Slice($"{layer.Name}.front", x, $"{layer.Name}.front", $"(0..{range[0]})"));
        if (range[1] < info.Layers.Single(known => known.Name == layer.Name).InputShape[0])
            parts.Add(Slice($"{layer.Name}.back", x, $"{layer.Name}.back", $"({range[1]}..{int.MaxValue})"));
        return graph.Add("Concat", z, [.. parts], ("axis", 1));
    }

    /// <summary>A state of a stream, which goes in as [batch, units].</summary>
    private string Before(string state, int units)
    {
        graph.Input(state, [units]);
        return graph.Add("Unsqueeze", state + ".before", state, graph.Ints(state + ".time", [0]));
    }

    /// <summary>One step of a causal convolution over a stream: its state is the steps that the kernel reaches back to.</summary>
    private string StepOfConvolution(WrittenLayer layer, Exported x, string z)
    {
        int dilation = layer.Option("d") ?? 1, size = layer.Sizes("c", 1)[0], reach = dilation * (size - 1);
        string axis = graph.Ints($"{layer.Name}.axis", [2]), steps = graph.Add("Unsqueeze", $"{layer.Name}.step", x.Name, axis);
        if (reach > 0)
        {
            string past = $"{layer.Name}.past";
            int[] state = [tensors[$"{layer.Name}.weight"].Shape[1], reach];
            graph.Input(past, state);
            steps = graph.Add("Concat", $"{layer.Name}.steps", [past, steps], ("axis", 2));
            graph.Add("Slice", past + Next, steps, graph.Ints($"{layer.Name}.from", [1]), graph.Ints($"{layer.Name}.to", [reach + 1]), axis);
            graph.Output(past + Next, state);
        }
        string sums = graph.Add("Conv", $"{layer.Name}.sums", [steps, .. Parameters(layer, "weight", "bias")], ("kernel_shape", new[] { size }), ("dilations", new[] { dilation }));
        return graph.Add("Squeeze", z, sums, axis);
    }

    /// <summary>Held between the layer's bounds, where it has some.</summary>
    private string Held(WrittenLayer layer, Exported shape, string x, string z)
    {
        string? low = Numbers(layer, "min", shape), high = Numbers(layer, "max", shape);
        string below = high is null ? x : graph.Add("Min", low is null ? z : $"{layer.Name}.below", x, high);
        return low is null ? below : graph.Add("Max", z, below, low);
    }

    private string Scale(WrittenLayer layer, Exported x, string z)
    {
        string? factor = Numbers(layer, "factor", x), offset = Numbers(layer, "offset", x);
        string scaled = factor is null ? x.Name : graph.Add("Mul", offset is null ? z : $"{layer.Name}.scaled", x.Name, factor);
        return offset is null ? scaled : graph.Add("Add", z, scaled, offset);
    }

    private string Normalised(WrittenLayer layer, Exported x, string z)
    {
        bool isHeld = ConstantsOf(layer).Count > 0;
        string centred = graph.Add("Sub", $"{layer.Name}.centred", x.Name, Saved("mean")), divided = graph.Add("Div", isHeld ? $"{layer.Name}.divided" : z, centred, Saved("scale"));
        return isHeld ? Held(layer, x, divided, z) : divided;

        string Saved(string name) => OfChannels($"{layer.Name}.{name}", tensors[$"{layer.Name}.{name}"].Values, x);
    }

    private IReadOnlyDictionary<string, IReadOnlyList<double>> ConstantsOf(WrittenLayer layer) => info.Layers.Single(other => other.Name == layer.Name).Constants;

    /// <summary>A layer's own numbers; null where it has none of that key.</summary>
    private string? Numbers(WrittenLayer layer, string key, Exported x) => ConstantsOf(layer).TryGetValue(key, out IReadOnlyList<double>? numbers)
        ? OfChannels($"{layer.Name}.{key}", [.. numbers], x)
        : null;

    /// <summary>One number for all, or one for each channel of what goes in.</summary>
    private string OfChannels(string name, double[] numbers, Exported x)
    {
        graph.Constant(name, numbers.Length == 1 ? [] : [numbers.Length, .. Repeated(1, x.Rank - 1)], numbers);
        return name;
    }

    private static int[] Repeated(int number, int count) => [.. Enumerable.Repeat(number, count)];

    [GeneratedRegex(@"\(([0-9]+)\.\.([0-9]+)")]
    private static partial Regex Places();
}
