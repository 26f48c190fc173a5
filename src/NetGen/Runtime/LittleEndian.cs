using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Numbers to and from the little-endian bytes of a stream.</summary>
internal static class LittleEndian
{
    // A span of bytes ends at 2 GB, which the largest networks exceed: so in parts.
    private const int PartLength = 1 << 16;

    /// <summary>Writes all values.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T[] turned = BitConverter.IsLittleEndian ? [] : new T[PartLength];
        while (values.Length > 0)
        {
            ReadOnlySpan<T> part = values[..Math.Min(PartLength, values.Length)];
            values = values[part.Length..];
            if (!BitConverter.IsLittleEndian)
            {
                part.CopyTo(turned);
                Reverse(turned.AsSpan(0, part.Length));
                part = turned.AsSpan(0, part.Length);
            }
            stream.Write(MemoryMarshal.AsBytes(part));
        }
    }

    /// <summary>Fills all values.</summary>
    /// <returns>The number of bytes read: less than the values take when the stream ends before.</returns>
    public static long Read<T>(Stream stream, Span<T> values)
        where T : unmanaged
    {
        long total = 0;
        while (values.Length > 0)
        {
            Span<T> part = values[..Math.Min(PartLength, values.Length)];
            values = values[part.Length..];
            Span<byte> bytes = MemoryMarshal.AsBytes(part);
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            total += read;
            if (read < bytes.Length)
                return total;
            if (!BitConverter.IsLittleEndian)
                Reverse(part);
        }
        return total;
    }

    private static unsafe void Reverse<T>(Span<T> values)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(int))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, int>(values), MemoryMarshal.Cast<T, int>(values));
        else
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, long>(values), MemoryMarshal.Cast<T, long>(values));
    }
}
