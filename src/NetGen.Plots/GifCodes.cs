namespace NetGen.Plots;

/// <summary>The compression of a GIF's pictures: Lempel, Ziv and Welch's codes of growing width ("Graphics Interchange Format", appendix F).</summary>
internal static class GifCodes
{
    private const int Bits = 8, Clear = 1 << Bits, End = Clear + 1, MaximumWidth = 12;

    public static void Write(BinaryWriter writer, ReadOnlySpan<byte> values)
    {
        var packed = new List<byte>();
        int buffer = 0, held = 0, width = Bits + 1, next = End + 1;
        var known = new Dictionary<int, int>();
        Put(Clear);
        int prefix = values[0];
        foreach (byte value in values[1..])
        {
            int longer = (prefix << Bits) | value;
            if (known.TryGetValue(longer, out int code))
            {
                prefix = code;
                continue;
            }

            Put(prefix);
            known[longer] = next++;
            if (next - 1 == 1 << width)
                width++;
            prefix = value;
            if (width > MaximumWidth)
            {
                width = MaximumWidth;
                Put(Clear);
                known.Clear();
                (width, next) = (Bits + 1, End + 1);
            }
        }
        Put(prefix);
        Put(End);
        if (held > 0)
            packed.Add((byte)buffer);

        writer.Write((byte)Bits);
        foreach (byte[] block in packed.Chunk(255))
        {
            writer.Write((byte)block.Length);
            writer.Write(block);
        }
        writer.Write((byte)0);

        void Put(int code)
        {
            buffer |= code << held;
            for (held += width; held >= 8; held -= 8)
            {
                packed.Add((byte)buffer);
                buffer >>= 8;
            }
        }
    }
}
