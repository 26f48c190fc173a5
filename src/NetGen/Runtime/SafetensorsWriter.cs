using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetGen.Runtime;

/// <summary>
/// Writes a safetensors file: the length of the header in 8 bytes, the header in JSON, padded by spaces to a
/// multiple of 8 bytes, then the tensors one after the other, all little-endian. The same tensors give the same bytes.
/// </summary>
internal static class SafetensorsWriter
{
    /// <summary>Letters as they are, in whatever language.</summary>
    internal static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parameters of a block in parameter order, then its buffers.</summary>
    /// <exception cref="InvalidOperationException">One is NaN or infinite: the file could not be loaded again.</exception>
    public static T[] Collect<T>(ParameterLayout layout, ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[layout.StateCount];
        layout.Gather(block, values);
        layout.GatherBuffers(block, values.AsSpan(layout.ParameterCount));
        RequireFinite(TensorSlot.OfFile(layout), values);
        return values;
    }

    /// <summary>Refuses what could not be loaded again.</summary>
    /// <exception cref="InvalidOperationException">A value is NaN or infinite.</exception>
    public static void RequireFinite<T>(TensorSlot[] tensors, T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorSlot tensor in tensors)
        {
            int index = Finite.IndexOfOther<T>(tensor.Of(values));
            if (index >= 0)
            {
                throw new InvalidOperationException(
                    $"Tensor '{tensor.Name}' holds {Finite.Text(tensor.Of(values)[index])} at {tensor.Position(index)}; expected finite numbers. Nothing was saved.");
            }
        }
    }

    /// <summary>Writes a whole file of what <see cref="Collect"/> gives.</summary>
    public static void Write<T>(Stream stream, ParameterLayout layout, ReadOnlySpan<T> values)
        where T : unmanaged => Write(stream, Metadata(layout), TensorSlot.OfFile(layout), values);

    /// <summary>Whose parameters they are.</summary>
    public static KeyValuePair<string, string>[] Metadata(ParameterLayout layout) => layout.Classes.IsEmpty
        ? [new(SafetensorsHeader.ArchitectureKey, layout.Architecture)]
        : [new(SafetensorsHeader.ArchitectureKey, layout.Architecture), new(SafetensorsHeader.ClassesKey, ClassNames.Write(layout.Classes.Span))];

    /// <summary>Writes a whole file.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="metadata">What is said beside the tensors.</param>
    /// <param name="tensors">Without gaps, in the order of the values.</param>
    /// <param name="values">Those of all tensors.</param>
    public static void Write<T>(Stream stream, ReadOnlySpan<KeyValuePair<string, string>> metadata, TensorSlot[] tensors, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ArrayBufferWriter<byte> header = Header<T>(metadata, tensors);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        LittleEndian.Write(stream, values);
    }

    private static unsafe ArrayBufferWriter<byte> Header<T>(ReadOnlySpan<KeyValuePair<string, string>> metadata, TensorSlot[] tensors)
        where T : unmanaged
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header, Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            foreach (KeyValuePair<string, string> entry in metadata)
                json.WriteString(entry.Key, entry.Value);
            json.WriteEndObject();
            foreach (TensorSlot tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString(SafetensorsHeader.TypeKey, TensorSlot.TypeName<T>());
                json.WriteStartArray(SafetensorsHeader.ShapeKey);
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray(SafetensorsHeader.OffsetsKey);
                json.WriteNumberValue((long)tensor.Offset * sizeof(T));
                json.WriteNumberValue((long)(tensor.Offset + tensor.Count) * sizeof(T));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        int padding = -header.WrittenCount & 7;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header;
    }
}
