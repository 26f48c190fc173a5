using System.Buffers.Binary;
using System.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// Reads a safetensors file that must hold exactly the expected tensors. Everything is verified before anything is handed
/// out: the header, then the data. The stream is read once from front to back.
/// </summary>
internal sealed class SafetensorsReader(Stream stream, string source)
{
    // The format's own limit.
    private const long LongestHeader = 100_000_000;

    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>The header, with which the file starts.</summary>
    /// <param name="layout">The network's; a file that names no architecture, or no classes, may be of any.</param>
    /// <exception cref="InvalidDataException">The file is malformed, or of another network.</exception>
    public SafetensorsHeader ReadHeader(ParameterLayout layout)
    {
        SafetensorsHeader header = ReadHeader();
        if (header.Metadata.TryGetValue(SafetensorsHeader.ArchitectureKey, out string? found) && found != layout.Architecture)
            throw Refusal($"metadata '{SafetensorsHeader.ArchitectureKey}': expected '{layout.Architecture}', found '{found}'.");
        if (!layout.Classes.IsEmpty && header.Metadata.TryGetValue(SafetensorsHeader.ClassesKey, out string? classes) && !ClassNames.Are(layout.Classes.Span, classes))
            throw Refusal($"metadata '{SafetensorsHeader.ClassesKey}': expected {ClassNames.Write(layout.Classes.Span)}, found {classes}.");
        return header;
    }

    /// <summary>The values of all tensors, in the order of the slots; follows the header.</summary>
    /// <exception cref="InvalidDataException">The file does not hold these tensors, or is malformed.</exception>
    public T[] Read<T>(SafetensorsHeader header, TensorSlot[] slots)
        where T : unmanaged, IFloatingPointIeee754<T> => ReadData<T>(Match<T>(header.Tensors, slots));

    /// <summary>What is thrown for a file that does not fit.</summary>
    public InvalidDataException Refusal(string message) => new($"{source}: {message}");

    private SafetensorsHeader ReadHeader()
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        int read = stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false);
        if (read == 0)
            throw Refusal($"expected a safetensors file, found no bytes at all. {SafetensorsHeader.Foreign}");
        if (read < lengthBytes.Length)
            throw Refusal($"the file is truncated: expected the header's length in 8 bytes, found {read} bytes.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > LongestHeader)
            throw Refusal($"expected a header of at most {LongestHeader} bytes, found a length of {length}. {SafetensorsHeader.Foreign}");
        byte[] utf8 = ReadBytes((int)length);
        if (utf8.Length < (int)length)
            throw Refusal($"the file is truncated: expected a header of {length} bytes, found {utf8.Length}.");
        try
        {
            return SafetensorsHeader.Parse(utf8);
        }
        catch (InvalidDataException exception)
        {
            throw Refusal(exception.Message);
        }
    }

    /// <summary>At most so many bytes, in memory that grows with what is there, not with what a broken length promises.</summary>
    private byte[] ReadBytes(int length)
    {
        byte[] bytes = new byte[Math.Min(length, 1 << 14)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length || filled == length)
                return bytes[..filled];
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
    }

    /// <summary>The expected tensors in the order of the file's data, and null for what is passed over, after holding each against what the file says.</summary>
    private List<(TensorSlot? Slot, long Bytes)> Match<T>(IReadOnlyList<SafetensorsHeader.Tensor> found, TensorSlot[] slots)
        where T : unmanaged
    {
        Dictionary<string, SafetensorsHeader.Tensor> byName = found.ToDictionary(tensor => tensor.Name);
        if (slots.FirstOrDefault(slot => !byName.ContainsKey(slot.Name)) is { } missing)
            throw Refusal($"tensor '{missing.Name}' is missing: expected {Names(slots.Select(slot => slot.Name))}, found {Names(found.Select(tensor => tensor.Name))}.");
        Dictionary<string, TensorSlot> expected = slots.ToDictionary(slot => slot.Name);
        if (found.FirstOrDefault(tensor => !expected.ContainsKey(tensor.Name) && !IsCounter(tensor.Name, expected.ContainsKey)) is { } extra)
            throw Refusal($"tensor '{extra.Name}' is not one of the network's: expected {Names(expected.Keys)}, found {Names(found.Select(tensor => tensor.Name))}.");

        foreach (TensorSlot slot in slots)
            RequireFit<T>(slot, byName[slot.Name]);

        var ordered = new List<(TensorSlot? Slot, long Bytes)>();
        long position = 0;
        foreach (SafetensorsHeader.Tensor tensor in found.OrderBy(tensor => tensor.Begin))
        {
            if (tensor.Begin != position)
            {
                string mistake = tensor.Begin < position ? "an overlap" : "a gap";
                throw Refusal($"tensor '{tensor.Name}', data_offsets: expected a start at byte {position}, found {mistake}: {tensor.Begin}.");
            }
            position = tensor.End;
            ordered.Add((expected.GetValueOrDefault(tensor.Name), tensor.End - tensor.Begin));
        }
        return ordered;
    }

    /// <summary>Whether it is what PyTorch counts batches in beside running statistics, which no momentum of ours needs.</summary>
    private static bool IsCounter(string name, Func<string, bool> isExpected) =>
        name.EndsWith(BatchCounter, StringComparison.Ordinal) && isExpected(name[..^BatchCounter.Length] + ".running_mean");

    private unsafe void RequireFit<T>(TensorSlot slot, SafetensorsHeader.Tensor tensor)
        where T : unmanaged
    {
        if (!tensor.Shape.SequenceEqual(slot.Shape.Select(size => (long)size)))
            throw Refusal($"tensor '{slot.Name}': expected shape {TensorSlot.Text(slot.Shape)}, found {TensorSlot.Text(tensor.Shape)}.");
        if (tensor.Type != TensorSlot.TypeName<T>())
            throw Refusal($"tensor '{slot.Name}': expected dtype {TensorSlot.TypeName<T>()}, found {tensor.Type}.");
        long bytes = (long)slot.Count * sizeof(T);
        if (tensor.End - tensor.Begin != bytes)
            throw Refusal($"tensor '{slot.Name}', data_offsets: expected {bytes} bytes, found {tensor.End - tensor.Begin}.");
    }

    private unsafe T[] ReadData<T>(List<(TensorSlot? Slot, long Bytes)> tensors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[tensors.Sum(tensor => tensor.Slot?.Count ?? 0)];
        foreach ((TensorSlot? slot, long bytes) in tensors)
        {
            if (slot is null)
            {
                Skip(bytes);
                continue;
            }

            long read = LittleEndian.Read(stream, slot.Of(values));
            if (read < bytes)
                throw Refusal($"the file is truncated: tensor '{slot.Name}': expected {bytes} bytes, found {read}.");
            int index = Finite.IndexOfOther<T>(slot.Of(values));
            if (index >= 0)
                throw Refusal($"tensor '{slot.Name}': expected finite numbers, found {Finite.Text(slot.Of(values)[index])} at {slot.Position(index)}.");
            int zero = slot.Divides ? slot.Of(values).IndexOf(T.Zero) : -1;
            if (zero >= 0)
                throw Refusal($"tensor '{slot.Name}': expected numbers to divide by, found 0 at {slot.Position(zero)}.");
        }
        if (stream.ReadByte() >= 0)
            throw Refusal($"expected the end of the file after {tensors.Sum(tensor => tensor.Bytes)} bytes of data, found more.");
        return values;
    }

    private void Skip(long bytes)
    {
        for (long left = bytes; left > 0;)
        {
            int read = ReadBytes((int)Math.Min(left, 1 << 14)).Length;
            if (read == 0)
                throw Refusal($"the file is truncated: expected {bytes} bytes of a tensor that is passed over, found {bytes - left}.");
            left -= read;
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        const int Most = 8;
        List<string> all = [.. names];
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }
}
