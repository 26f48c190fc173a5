using System.Buffers.Binary;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetGen.Onnx.Comparing;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;
using NetGen.Onnx.Networks;
using NetGen.Runtime;

namespace NetGen.Onnx;

/// <summary>A network made of a model: what its two files say. Immutable.</summary>
public sealed class ImportedNetwork
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _namespace;
    private readonly bool _isDouble;
    private readonly string[] _classes = [];
    private readonly Action<Utf8JsonWriter>? _graph;

    /// <summary>A network whose layers and weights are known by their names.</summary>
    /// <param name="name">The class of the network.</param>
    /// <param name="namespace">Its namespace, or null for the global one.</param>
    /// <param name="architecture">In canonical text, which the weights file carries.</param>
    /// <param name="isDouble">Whether it is in double precision.</param>
    /// <param name="tensors">In the order of the file.</param>
    /// <param name="report">What was read, in lines for people.</param>
    /// <param name="graph">Writes "input", "layers" and what belongs to them, of a network that the text has no words for.</param>
    internal ImportedNetwork(
        string name, string? @namespace, string architecture, bool isDouble, IReadOnlyList<ImportedTensor> tensors, IReadOnlyList<string> report, Action<Utf8JsonWriter>? graph = null)
    {
        Tensors = tensors;
        _namespace = @namespace;
        _isDouble = isDouble;
        _graph = graph;
        Name = name;
        Architecture = architecture;
        Report = report;
    }

    internal ImportedNetwork(OnnxModel model, Cut cut, int folded, Network network, string name, string? @namespace)
    {
        Layers = network;
        Tensors = network.Tensors;
        _graph = network.IsChain ? null : network.WriteGraph;
        _namespace = @namespace;
        _isDouble = model.TypeOf(cut.Inputs) == ElementType.Double;
        _classes = network.Outputs.Count == 1 && !network.IsStream ? Classes(model, network.Outputs[0].Size) : [];
        Name = name;
        Architecture = network.Architecture;
        InputOrder = Order(network);
        IsStream = network.IsStream;
        Origin = network.States.All(state => state.Next is not null)
            ? new(model, cut, Recogniser.Shapes(model, cut), network.Row, InputOrder, [.. network.States.Select(state => new KeptState(state.Input.Name, state.Start, state.Next!))])
            : null;
        Report = Lines(model, cut, folded);
        if (Tensors.FirstOrDefault(tensor => tensor.Values.Any(weight => !double.IsFinite(_isDouble ? weight : (float)weight))) is { } broken)
            throw model.Refusal($"the weights '{broken.Name}', with what is folded into them, are not all finite.");
    }

    /// <summary>The class of the network.</summary>
    public string Name { get; }

    /// <summary>The architecture in NetGen's own text; that of a graph says in brackets what a layer takes.</summary>
    public string Architecture { get; }

    /// <summary>
    /// Which value of the model's inputs, one after the other, stands at each place of a row: pictures have their channels first, wherever
    /// the model has them. Null where a row is the inputs as they are.
    /// </summary>
    public IReadOnlyList<int>? InputOrder { get; }

    /// <summary>Whether a sample is one step of a stream: states that the model takes and gives are kept by the network.</summary>
    public bool IsStream { get; }

    /// <summary>What was read, what was left out and what was put together: lines for people.</summary>
    public IReadOnlyList<string> Report { get; }

    /// <summary>The name of the file with the weights.</summary>
    public string WeightsName => Name + ".safetensors";

    /// <summary>The file that declares the network, in JSON.</summary>
    public string Spec
    {
        get
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Readable))
            {
                json.WriteStartObject();
                json.WriteString("name", Name);
                if (_namespace is not null)
                    json.WriteString("namespace", _namespace);
                if (_graph is null)
                    json.WriteString("architecture", Architecture);
                else
                    _graph(json);
                if (_isDouble)
                    json.WriteString("precision", "double");
                json.WriteString("weights", WeightsName);
                if (_classes.Length > 0)
                    json.WriteStartArray(SafetensorsHeader.ClassesKey);
                foreach (string name in _classes)
                    json.WriteStringValue(name);
                if (_classes.Length > 0)
                    json.WriteEndArray();
                json.WriteEndObject();
            }
            return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
        }
    }

    /// <summary>Writes <c>NAME.netgen.json</c> and <c>NAME.safetensors</c>, each in one step.</summary>
    /// <param name="folder">Where to; it must exist.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        AtomicFile.Write(Path.Combine(folder, WeightsName), WriteWeights);
        AtomicFile.Write(Path.Combine(folder, Name + ".netgen.json"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Spec)));
    }

    /// <summary>Writes the weights as a safetensors file: names, shapes and order are PyTorch's.</summary>
    /// <param name="stream">Writable; stays open.</param>
    public void WriteWeights(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] header = Header();
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(number, header.Length);
        stream.Write(number);
        stream.Write(header);
        foreach (double value in Tensors.SelectMany(tensor => tensor.Values))
        {
            if (_isDouble)
                BinaryPrimitives.WriteDoubleLittleEndian(number, value);
            else
                BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
            stream.Write(number[..NumberSize]);
        }
    }

    /// <summary>The parameters, in the order of the file.</summary>
    internal IReadOnlyList<ImportedTensor> Tensors { get; }

    /// <summary>The layers of a network that was an ONNX model; else null.</summary>
    internal Network? Layers { get; }

    /// <summary>What the network can be held against; null where that is no model, or one that does not say what its states become.</summary>
    internal Origin? Origin { get; }

    private int NumberSize => _isDouble ? sizeof(double) : sizeof(float);

    private byte[] Header()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable with { Indented = false }))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            json.WriteString(SafetensorsHeader.ArchitectureKey, Architecture);
            json.WriteEndObject();
            long offset = 0;
            foreach (ImportedTensor tensor in Tensors)
                offset = WriteTensor(json, tensor, offset);
            json.WriteEndObject();
        }
        while (stream.Length % 8 != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private long WriteTensor(Utf8JsonWriter json, ImportedTensor tensor, long offset)
    {
        long end = offset + (long)NumberSize * tensor.Values.Length;
        json.WriteStartObject(tensor.Name);
        json.WriteString(SafetensorsHeader.TypeKey, _isDouble ? "F64" : "F32");
        json.WriteStartArray(SafetensorsHeader.ShapeKey);
        foreach (int size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray(SafetensorsHeader.OffsetsKey);
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private List<string> Lines(OnnxModel model, Cut cut, int folded)
    {
        int weights = model.Proto.Graph.Initializer.Count;
        List<string> lines =
        [
            $"{model.Source}: {model.NodeCount} nodes, opset {model.Opset}, by {model.Producer}",
            $"inputs: {string.Join(", ", cut.Inputs)}",
            $"output: {string.Join(", ", cut.Outputs)}, to which {cut.Nodes.Count} nodes lead; {model.NodeCount - cut.Nodes.Count} are left out",
            $"weights: {cut.Constants.Count} read, {weights - cut.Constants.Count} left out; {folded} nodes computed beforehand",
            $"network: {Architecture}",
        ];
        if (InputOrder is not null)
            lines.Add("order: inputs go in with their channels, or their steps, first, which the model has elsewhere");
        if (IsStream)
            lines.Add("stream: a sample is one step; the states that the model takes as inputs are kept by the network");
        return lines;
    }

    private static int[]? Order(Network network)
    {
        if (network.Inputs.All(input => input.Order is null))
            return null;
        var order = new List<int>();
        foreach (NetworkLayer input in network.Inputs)
        {
            int start = order.Count;
            order.AddRange((input.Order ?? [.. Enumerable.Range(0, input.Size)]).Select(place => start + place));
        }
        return [.. order];
    }

    /// <summary>The names of the classes, where the model carries some that fit.</summary>
    private static string[] Classes(OnnxModel model, int outputs)
    {
        if (model.Proto.MetadataProps.FirstOrDefault(entry => entry.Key == SafetensorsHeader.ClassesKey) is not { } entry)
            return [];
        try
        {
            using var json = JsonDocument.Parse(entry.Value);
            string[] names = json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
                : [];
            return names.Length == Math.Max(outputs, 2) ? names : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
