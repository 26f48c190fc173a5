using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace NetGen.Runtime;

/// <summary>
/// Writes parameters as a safetensors file: the length of the header in 8 bytes, the header in JSON, padded by spaces to a
/// multiple of 8 bytes, then the tensors one after the other, all little-endian. The same parameters give the same bytes.
/// </summary>
internal static class SafetensorsWriter
{
    public const string MetadataKey = "__metadata__";
    public const string ArchitectureKey = "architecture";
    public const string TypeKey = "dtype";
    public const string ShapeKey = "shape";
    public const string OffsetsKey = "data_offsets";

    /// <summary>The parameters of a block in parameter order.</summary>
    /// <exception cref="InvalidOperationException">One is NaN or infinite: the file could not be loaded again.</exception>
    public static T[] Collect<T>(ParameterLayout layout, ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[layout.ParameterCount];
        layout.Gather(block, parameters);
        foreach (TensorSlot tensor in TensorSlot.Of(layout))
        {
            int index = Finite.IndexOfOther<T>(tensor.Of(parameters));
            if (index >= 0)
            {
                throw new InvalidOperationException(
                    $"Tensor '{tensor.Name}' holds {Finite.Text(tensor.Of(parameters)[index])} at {tensor.Position(index)}; expected finite numbers. Nothing was saved.");
            }
        }
        return parameters;
    }

    /// <summary>Writes a whole file of parameters in parameter order.</summary>
    public static void Write<T>(Stream stream, ParameterLayout layout, ReadOnlySpan<T> parameters)
        where T : unmanaged
    {
        ArrayBufferWriter<byte> header = Header<T>(layout);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        LittleEndian.Write(stream, parameters);
    }

    private static unsafe ArrayBufferWriter<byte> Header<T>(ParameterLayout layout)
        where T : unmanaged
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString(ArchitectureKey, layout.Architecture);
            json.WriteEndObject();
            foreach (TensorSlot tensor in TensorSlot.Of(layout))
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString(TypeKey, TensorSlot.TypeName<T>());
                json.WriteStartArray(ShapeKey);
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray(OffsetsKey);
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
