using System.Buffers.Binary;
using PureHDF;
using PureHDF.VOL.Native;

namespace NetGen.Tool.Formats.Keras;

/// <summary>Weights of Keras 3 in HDF5: for every layer a group, named after its class and the number of such layers before it, with its tensors by number.</summary>
internal sealed class WeightsFile : IDisposable
{
    private const string Layers = "layers";

    /// <summary>No compression of HDF5's own makes more bytes of one than deflate does.</summary>
    private const ulong MostOfAByte = 1032;

    private readonly NativeFile _file;
    private readonly Source _source;
    private readonly ulong _length;
    private readonly Dictionary<string, IReadOnlyList<SourceTensor>> _tensors = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Reads all of a file.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public WeightsFile(byte[] bytes, Source source)
    {
        _source = source;
        _length = (ulong)bytes.Length;
        var stream = new MemoryStream(bytes);
        try
        {
            RequireWhole(bytes, source);
            NativeFile file = H5File.Open(stream);
            _file = file;
            if (!file.LinkExists(Layers))
                throw source.Unsupported($"expected weights of Keras 3, in a group '{Layers}', found {string.Join(", ", file.Children().Select(child => $"'{child.Name}'").Take(8).DefaultIfEmpty("nothing"))}. Load the model in Keras 3 and save it again, by model.save('model.keras').");
            foreach (IH5Group layer in file.Group(Layers).Children().OfType<IH5Group>())
                _tensors.Add(layer.Name, Read(layer));
        }
#pragma warning disable CA1031 // Damaged files fail in many ways in the library that reads them.
        catch (Exception exception) when (exception is not (NotSupportedException or OutOfMemoryException) && !(exception is InvalidDataException && exception.Message.StartsWith(source.Name, StringComparison.Ordinal)))
#pragma warning restore CA1031
        {
            stream.Dispose();
            throw source.Broken($"expected weights of Keras in HDF5, found something else: {exception.Message}");
        }
    }

    /// <summary>The layers that have tensors and are not taken yet, with these.</summary>
    public IEnumerable<string> Left => _tensors.Where(layer => layer.Value.Count > 0 && !_taken.Contains(layer.Key)).Select(layer => string.Join(", ", layer.Value));

    /// <summary>The tensors of the next layer of a class.</summary>
    /// <param name="word">The class as files write it, such as <c>conv2d</c>.</param>
    /// <param name="counts">How many tensors such a layer may have.</param>
    /// <exception cref="InvalidDataException">There is no such layer any more, or it has another number of tensors.</exception>
    public IReadOnlyList<SourceTensor> Take(string word, params int[] counts)
    {
        string name = Next(word);
        _taken.Add(name);
        _counts[word] = _counts.GetValueOrDefault(word) + 1;
        if (!_tensors.TryGetValue(name, out IReadOnlyList<SourceTensor>? tensors))
            throw _source.Broken($"expected weights of '{Layers}/{name}', found {string.Join(", ", _tensors.Keys.DefaultIfEmpty("none"))}.");
        return counts.Contains(tensors.Count) ? tensors : throw _source.Broken($"'{Layers}/{name}': expected {string.Join(" or ", counts)} tensors, found {string.Join(", ", tensors.Select(tensor => tensor.ToString()).DefaultIfEmpty("none"))}.");
    }

    /// <summary>Whether there is a next layer of a class.</summary>
    public bool Has(string word) => _tensors.ContainsKey(Next(word));

    public void Dispose() => _file.Dispose();

    private string Next(string word) => _counts.GetValueOrDefault(word) is var count and > 0 ? FormattableString.Invariant($"{word}_{count}") : word;

    /// <summary>A file of HDF5 says where it ends, and how long its heaps of names are, which the library that reads it takes for granted.</summary>
    private static void RequireWhole(ReadOnlySpan<byte> bytes, Source source)
    {
        if (bytes.Length < 48 || !bytes[1..].StartsWith("HDF\r\n\u001a\n"u8))
            throw source.Broken("expected weights of Keras in HDF5, found something else.");
        ReadOnlySpan<byte> widths = bytes.Slice(bytes[8] < 2 ? 13 : 9, 2);
        if (widths is not [sizeof(ulong), sizeof(ulong)])
            throw source.Broken($"expected offsets and lengths of 8 bytes, as Keras writes them, found {widths[0]} and {widths[1]}.");
        ulong end = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8] < 2 ? bytes[40..] : bytes[28..]);
        if (end > (ulong)bytes.Length)
            throw source.Broken($"expected {end} bytes, found {bytes.Length}. The file was not copied to its end.");

        for (int at = 0, next; (next = bytes[at..].IndexOf("HEAP"u8)) >= 0; at += next + 1)
        {
            // Behind the word a version and three bytes of nothing, then the length.
            ReadOnlySpan<byte> heap = bytes[(at + next)..];
            if (heap.Length >= 16 && BinaryPrimitives.ReadUInt64LittleEndian(heap[8..]) is var length && length > (ulong)bytes.Length)
                throw source.Broken($"expected a heap within {bytes.Length} bytes, found one of {length} at byte {at + next}. The file is damaged.");
        }
    }

    private List<SourceTensor> Read(IH5Group layer)
    {
        IH5Group holder = layer.LinkExists("cell") ? layer.Group("cell") : layer;
        if (!holder.LinkExists("vars"))
            return [];
        List<SourceTensor> tensors = [];
        for (int number = 0; holder.Group("vars").LinkExists(FormattableString.Invariant($"{number}")); number++)
            tensors.Add(Read(holder.Group("vars").Dataset(FormattableString.Invariant($"{number}")), $"{Layers}/{layer.Name}/{(holder == layer ? "" : "cell/")}vars/{number}"));
        return tensors;
    }

    private SourceTensor Read(IH5Dataset dataset, string name)
    {
        ulong[] dimensions = dataset.Space.Dimensions;
        ulong count = 1;
        foreach (ulong size in dimensions)
            count = size is > 0 and <= 1 << 28 && count <= (1 << 28) / size ? count * size : throw _source.Unsupported($"'{name}': expected 1 to {1 << 28} values, found a shape of [{string.Join(", ", dimensions)}].");
        if (dataset.Type.Class != H5DataTypeClass.FloatingPoint)
            throw _source.Unsupported($"'{name}': expected floating-point numbers, found {dataset.Type.Class}.");
        if (count > _length * MostOfAByte)
            throw _source.Broken($"'{name}': found a shape of [{string.Join(", ", dimensions)}], which a file of {_length} bytes cannot hold.");
        double[] values = dataset.Type.Size switch
        {
            sizeof(float) => Array.ConvertAll(dataset.Read<float[]>(memoryDims: [count]), value => (double)value),
            sizeof(double) => dataset.Read<double[]>(memoryDims: [count]),
            2 => Array.ConvertAll(dataset.Read<Half[]>(memoryDims: [count]), value => (double)value),
            var size => throw _source.Unsupported($"'{name}': expected numbers of 2, 4 or 8 bytes, found {size}."),
        };
        return new(name, Array.ConvertAll(dimensions, size => (int)size), values);
    }
}
