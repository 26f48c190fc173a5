using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace NetGen.Onnx.Format;

/// <summary>
/// Holds bytes against the format before they are parsed. A parser passes over a field of another type than expected, as if it
/// were one that it does not know; the model would then be read as another.
/// </summary>
internal static class WireCheck
{
    private const int DeepestNesting = 64;

    /// <summary>Requires that every known field has its type, and that the bytes end where the message does.</summary>
    /// <exception cref="InvalidDataException">They do not; the message names the field and the byte, but no file.</exception>
    public static void Require(MessageDescriptor type, ReadOnlySpan<byte> bytes) => Require(type, bytes, start: 0, depth: 0);

    private static void Require(MessageDescriptor type, ReadOnlySpan<byte> bytes, int start, int depth)
    {
        if (depth > DeepestNesting)
            throw new InvalidDataException($"at byte {start}: messages are nested more than {DeepestNesting} deep.");
        int position = 0;
        while (position < bytes.Length)
        {
            int at = start + position;
            uint tag = (uint)Varint(bytes, ref position, start);
            int number = WireFormat.GetTagFieldNumber(tag);
            WireFormat.WireType wire = WireFormat.GetTagWireType(tag);
            FieldDescriptor? field = number == 0 ? throw Broken(at, "field 0, which does not exist") : type.FindFieldByNumber(number);
            if (field is not null && !Takes(field, wire))
                throw Broken(at, $"field '{field.FullName}' as {wire}; expected {Expected(field.FieldType)}");
            int length = wire switch
            {
                WireFormat.WireType.Varint => Skip(bytes, ref position, start),
                WireFormat.WireType.Fixed32 => sizeof(uint),
                WireFormat.WireType.Fixed64 => sizeof(ulong),
                WireFormat.WireType.LengthDelimited => Length(bytes, ref position, start),
                _ => throw Broken(at, $"field {number} as {wire}, which this format does not have"),
            };
            if (length > bytes.Length - position)
                throw Truncated(start + bytes.Length);
            if (field?.FieldType == FieldType.Message)
                Require(field.MessageType, bytes.Slice(position, length), start + position, depth + 1);
            position += length;
        }
    }

    /// <summary>Numbers of a repeated field come one by one or all in one piece.</summary>
    private static bool Takes(FieldDescriptor field, WireFormat.WireType wire)
    {
        WireFormat.WireType expected = Expected(field.FieldType);
        return wire == expected || (field.IsRepeated && expected != WireFormat.WireType.LengthDelimited && wire == WireFormat.WireType.LengthDelimited);
    }

    private static WireFormat.WireType Expected(FieldType type) => type switch
    {
        FieldType.Float => WireFormat.WireType.Fixed32,
        FieldType.Double => WireFormat.WireType.Fixed64,
        FieldType.Message or FieldType.String or FieldType.Bytes => WireFormat.WireType.LengthDelimited,
        _ => WireFormat.WireType.Varint,
    };

    private static int Skip(ReadOnlySpan<byte> bytes, ref int position, int start)
    {
        Varint(bytes, ref position, start);
        return 0;
    }

    private static int Length(ReadOnlySpan<byte> bytes, ref int position, int start)
    {
        ulong length = Varint(bytes, ref position, start);
        return length <= int.MaxValue ? (int)length : throw Truncated(start + bytes.Length);
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position, int start)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (position == bytes.Length)
                throw Truncated(start + position);
            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Broken(start + position, "a number of more than 64 bits");
    }

    private static InvalidDataException Broken(int position, string found) => new($"at byte {position}: found {found}. The file is damaged or no ONNX model.");

    private static InvalidDataException Truncated(int position) => new($"the file is truncated, or no ONNX model: something goes on where it ends at byte {position}.");
}
