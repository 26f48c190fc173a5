using Google.Protobuf;
using NetGen.Onnx.Format;

namespace NetGen.Onnx;

/// <summary>An ONNX model as it stands in its file. Immutable, and safe to use from many threads.</summary>
/// <remarks>
/// Reading it checks the whole file, but for numbers of weights, which are read once they are needed, as some may be in other files.
/// Those must be in the model's own folder.
/// </remarks>
public sealed class OnnxModel
{
    private const int OldestOpset = 7;
    private const int NewestOpset = 26;

    private OnnxModel(string source, ModelProto proto, TensorReader tensors)
    {
        Source = source;
        Proto = proto;
        Tensors = tensors;
        OperatorSetIdProto[] opsets = [.. proto.OpsetImport.Where(opset => opset.Domain is "" or "ai.onnx")];
        Opset = opsets.Length == 1 ? opsets[0].Version : throw Refusal($"expected one version of ONNX's operators, found {opsets.Length}.");
        if (Opset is < OldestOpset or > NewestOpset)
            throw Refusal($"expected version {OldestOpset} to {NewestOpset} of ONNX's operators (opset), found {Opset}. Export the model again with one of those.");
        HashSet<string> constants = [.. proto.Graph.Initializer.Select(tensor => tensor.Name)];
        Inputs = [.. proto.Graph.Input.Where(value => !constants.Contains(value.Name)).Select(Value)];
        Outputs = [.. proto.Graph.Output.Select(Value)];
    }

    /// <summary>The inputs without those that have a value in the file.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>The version of ONNX's operators.</summary>
    public long Opset { get; }

    /// <summary>What wrote the file, as it says itself.</summary>
    public string Producer => $"{Proto.ProducerName} {Proto.ProducerVersion}".Trim();

    /// <summary>The number of nodes.</summary>
    public int NodeCount => Proto.Graph.Node.Count;

    /// <summary>The file's name, for messages.</summary>
    internal string Source { get; }

    internal ModelProto Proto { get; }

    internal TensorReader Tensors { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file. Weights that are in other files are read from its folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX model, or of a version that is not read; the message says what was found and where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OnnxModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        return Read(file, Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a model whose weights are all in it.</summary>
    /// <param name="stream">Readable; read to its end; stays open.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model, or of a version that is not read; the message says what was found and where.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static OnnxModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "the model", folder: null);
    }

    /// <summary>The type of all these inputs.</summary>
    /// <exception cref="NotSupportedException">They are not all float or all double.</exception>
    internal ElementType TypeOf(IReadOnlyList<OnnxValue> inputs)
    {
        HashSet<string> names = [.. inputs.Select(input => input.Name)];
        int[] types = [.. Proto.Graph.Input.Where(input => names.Contains(input.Name)).Select(input => input.Type?.TensorType?.ElemType ?? 0).Distinct()];
        return types is [(int)ElementType.Float or (int)ElementType.Double]
            ? (ElementType)types[0]
            : throw new NotSupportedException($"{Source}: expected inputs of type Float, or all of type Double, found {string.Join(", ", types.Select(type => (ElementType)type))}.");
    }

    /// <summary>What is thrown for a model that is not as it must be.</summary>
    internal InvalidDataException Refusal(string message) => new($"{Source}: {message}");

    private static OnnxModel Read(Stream stream, string source, string? folder)
    {
        try
        {
            return new(source, Parse(stream), new(folder));
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception.InnerException);
        }
    }

    private static ModelProto Parse(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > Array.MaxLength)
            throw new InvalidDataException($"expected at most {Array.MaxLength} bytes, found {stream.Length - stream.Position}. Export the model with its weights in another file.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        ReadOnlySpan<byte> bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (bytes.IsEmpty)
            throw new InvalidDataException("expected an ONNX model, found no bytes at all.");
        WireCheck.Require(ModelProto.Descriptor, bytes);
        try
        {
            ModelProto proto = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
            return proto.Graph is null ? throw new InvalidDataException("expected a graph, found none. The file is damaged or no ONNX model.") : proto;
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"expected an ONNX model, found something else: {exception.Message}", exception);
        }
    }

    private static OnnxValue Value(ValueInfoProto value) => new(
        value.Name,
        value.Type?.TensorType?.Shape?.Dim.Select(size => size.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? size.DimValue : (long?)null).ToArray());
}
