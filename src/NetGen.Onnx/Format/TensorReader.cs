using System.Buffers.Binary;

namespace NetGen.Onnx.Format;

/// <summary>Reads the numbers of a tensor, from the model itself or from a file in its folder.</summary>
/// <param name="folder">The model's; null for a model that has none.</param>
internal sealed class TensorReader(string? folder)
{
    /// <summary>As many as a network may have parameters.</summary>
    public const int MostElements = 268_435_456;

    private static readonly char[] Separators = ['/', '\\'];

    /// <exception cref="InvalidDataException">The tensor is not as it says; the message names it, but not the model.</exception>
    public Tensor Read(TensorProto tensor)
    {
        string where = $"tensor '{tensor.Name}'";
        if (!Enum.IsDefined((ElementType)tensor.DataType))
            throw new InvalidDataException($"{where}: its numbers are of type {tensor.DataType}; {string.Join(", ", Enum.GetNames<ElementType>())} can be read.");
        var type = (ElementType)tensor.DataType;
        int[] shape = Shape(tensor.Dims, where);
        int count = Count(shape, where);
        return new(type, shape, Values(tensor, type, count, where));
    }

    /// <summary>The product of the sizes.</summary>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    public static int Count(IEnumerable<int> shape, string where)
    {
        int[] sizes = [.. shape];
        long count = sizes.Contains(0) ? 0 : 1;
        foreach (int size in sizes)
        {
            count *= size;
            if (count > MostElements)
                throw new InvalidDataException($"{where}: expected at most {MostElements} numbers, found the shape {Tensor.Text(sizes)}.");
        }
        return (int)count;
    }

    private static int[] Shape(Google.Protobuf.Collections.RepeatedField<long> dims, string where)
    {
        const int MostAxes = 16;
        if (dims.Count > MostAxes)
            throw new InvalidDataException($"{where}: expected at most {MostAxes} axes, found {dims.Count}.");
        foreach (long size in dims)
        {
            if (size is < 0 or > MostElements)
                throw new InvalidDataException($"{where}: expected sizes from 0 to {MostElements}, found {size}.");
        }
        return [.. dims.Select(size => (int)size)];
    }

    private double[] Values(TensorProto tensor, ElementType type, int count, string where)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            return Decode(External(tensor, count * (long)type.Size(), where), type);
        int typed = tensor.FloatData.Count + tensor.DoubleData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count + tensor.Uint64Data.Count;
        if (tensor.RawData.Length > 0 && typed > 0)
            throw new InvalidDataException($"{where}: its numbers are there twice, as bytes and as numbers.");
        if (typed == 0)
        {
            if (tensor.RawData.Length != count * (long)type.Size())
                throw new InvalidDataException($"{where}: expected {count * (long)type.Size()} bytes for {type} {Tensor.Text(tensor.Dims.Select(size => (int)size))}, found {tensor.RawData.Length}.");
            return Decode(tensor.RawData.Span, type);
        }

        double[] values = type switch
        {
            ElementType.Float => [.. tensor.FloatData.Select(value => (double)value)],
            ElementType.Double => [.. tensor.DoubleData],
            ElementType.Int64 => [.. tensor.Int64Data.Select(value => (double)value)],
            ElementType.UInt32 or ElementType.UInt64 => [.. tensor.Uint64Data.Select(value => (double)value)],
            ElementType.Float16 => [.. tensor.Int32Data.Select(bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits))],
            _ => [.. tensor.Int32Data.Select(value => (double)value)],
        };
        if (values.Length != count || typed != count)
            throw new InvalidDataException($"{where}: expected {count} numbers of type {type}, found {values.Length} of {typed}.");
        return values;
    }

    private static double[] Decode(ReadOnlySpan<byte> bytes, ElementType type)
    {
        int size = type.Size();
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> number = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                ElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(number),
                ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(number),
                ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
                ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(number),
                ElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(number),
                ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(number),
                ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(number),
                ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(number),
                ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(number),
                ElementType.Int8 => (sbyte)number[0],
                _ => number[0],
            };
        }
        return values;
    }

    private byte[] External(TensorProto tensor, long bytes, string where)
    {
        if (tensor.RawData.Length > 0)
            throw new InvalidDataException($"{where}: its numbers are there twice, in the model and in another file.");
        Dictionary<string, string> entries = [];
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            if (!entries.TryAdd(entry.Key, entry.Value))
                throw new InvalidDataException($"{where}, external data: '{entry.Key}' is there twice.");
        }
        string location = entries.GetValueOrDefault("location", "");
        string path = Inside(location, where);
        long offset = Number(entries, "offset", where) ?? 0;
        if (Number(entries, "length", where) is long length && length != bytes)
            throw new InvalidDataException($"{where}, external data: expected a length of {bytes} bytes, found {length}.");
        if (bytes > Array.MaxLength)
            throw new InvalidDataException($"{where}: expected at most {Array.MaxLength} bytes, found {bytes}.");

        using FileStream file = File.OpenRead(path);
        if (offset > file.Length || bytes > file.Length - offset)
            throw new InvalidDataException($"{where}: expected {bytes} bytes from byte {offset} of '{location}', found a file of {file.Length} bytes.");
        byte[] data = new byte[bytes];
        file.Position = offset;
        file.ReadExactly(data);
        return data;
    }

    /// <summary>The file of that name, which must be the model's own: a model from elsewhere is not to choose what is read of this machine.</summary>
    private string Inside(string location, string where)
    {
        if (folder is null)
            throw new InvalidDataException($"{where}: its numbers are in the file '{location}', and a model read from a stream has no folder. Read the model from its path.");
        if (location.Length == 0)
            throw new InvalidDataException($"{where}, external data: expected a location, found none.");
        if (location.Contains('\0', StringComparison.Ordinal) || location.Split(Separators).Contains("..") || Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal))
            throw Outside(location, where);
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Follow(root, location) is not { } path || path == root)
            throw Outside(location, where);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{where}: its numbers are in the file '{location}', which is not in the folder of the model. Put it there.", path);
    }

    /// <summary>
    /// Goes from a folder to what is named in it, name by name, as the system does: what <c>..</c> in a link means depends on the links before it.
    /// </summary>
    /// <returns>A path without links behind the folder; null where one leads out of it, or round and round.</returns>
    private static string? Follow(string root, string location)
    {
        const int MostLinks = 40;
        string at = root;
        int links = 0;
        var names = new Stack<string>();
        Push(location);
        while (names.TryPop(out string? name))
        {
            if (name is "" or ".")
                continue;
            if (name == "..")
            {
                if (at == root)
                    return null;
                at = Path.GetDirectoryName(at)!;
                continue;
            }

            string next = Path.Combine(at, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
            {
                if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    return null;
                (at, target) = (root, target[root.Length..]);
            }

            Push(target);
        }

        return at;

        void Push(string path)
        {
            foreach (string step in path.Split(Separators).AsEnumerable().Reverse())
                names.Push(step);
        }
    }

    private static InvalidDataException Outside(string location, string where) =>
        new($"{where}: expected a file in the folder of the model, found '{location}', which leads out of it. Such files are not read.");

    private static long? Number(Dictionary<string, string> entries, string key, string where)
    {
        if (!entries.TryGetValue(key, out string? text))
            return null;
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number))
            throw new InvalidDataException($"{where}, external data, {key}: expected a whole number, found '{text}'.");
        return number;
    }
}
