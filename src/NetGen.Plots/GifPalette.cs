using System.Runtime.InteropServices;

namespace NetGen.Plots;

/// <summary>
/// The 256 colours that stand for those of a picture: all of them where there are no more, otherwise by median cut (Heckbert,
/// "Color Image Quantization for Frame Buffer Display", 1982), where the box with the largest spread of pixels is cut next.
/// </summary>
internal sealed class GifPalette
{
    private const int Most = 256;

    private readonly Dictionary<int, byte> _indices = [];

    /// <summary>The palette of a picture.</summary>
    /// <param name="rgba">Its pixels, four bytes each; the fourth is not looked at.</param>
    public GifPalette(ReadOnlySpan<byte> rgba)
    {
        var counts = new Dictionary<int, int>();
        for (int at = 0; at < rgba.Length; at += 4)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, Colour(rgba[at..]), out _)++;

        List<Box> boxes = [new([.. counts.Select(count => new Pixels(count.Key, count.Value))])];
        while (boxes.Count < Most && boxes.MaxBy(box => box.Spread) is { Spread: > 0 } widest)
        {
            boxes.Remove(widest);
            boxes.AddRange(widest.Cut());
        }

        for (int index = 0; index < boxes.Count; index++)
        {
            boxes[index].Mean.CopyTo(Colours.AsSpan(3 * index));
            foreach (Pixels pixels in boxes[index].Content)
                _indices[pixels.Colour] = (byte)index;
        }
    }

    /// <summary>Red, green and blue of each colour; those behind the last one are black.</summary>
    public byte[] Colours { get; } = new byte[3 * Most];

    /// <summary>The number of the colour that stands for a pixel's.</summary>
    public byte IndexOf(ReadOnlySpan<byte> pixel) => _indices[Colour(pixel)];

    private static int Colour(ReadOnlySpan<byte> pixel) => pixel[0] << 16 | pixel[1] << 8 | pixel[2];

    /// <summary>Pixels of one colour.</summary>
    private readonly record struct Pixels(int Colour, int Count)
    {
        public int Channel(int shift) => Colour >> shift & 255;
    }

    /// <summary>Neighbouring colours.</summary>
    private sealed class Box
    {
        private static readonly int[] Shifts = [16, 8, 0];

        private readonly int _longest;
        private readonly long _pixels;

        public Box(Pixels[] content)
        {
            Content = content;
            _pixels = content.Sum(pixels => (long)pixels.Count);
            _longest = Shifts.MaxBy(Side);
            long side = Side(_longest);
            Spread = side * side * _pixels;
        }

        public Pixels[] Content { get; }

        /// <summary>0 for a single colour.</summary>
        public long Spread { get; }

        public byte[] Mean => [.. Shifts.Select(shift => (byte)((Content.Sum(pixels => (long)pixels.Channel(shift) * pixels.Count) + _pixels / 2) / _pixels))];

        /// <summary>Two boxes of about as many pixels, cut across the longest side.</summary>
        public IEnumerable<Box> Cut()
        {
            Pixels[] sorted = [.. Content.OrderBy(pixels => pixels.Channel(_longest)).ThenBy(pixels => pixels.Colour)];
            long before = 0;
            int cut = 1;
            for (int index = 0; index < sorted.Length - 1 && 2 * (before += sorted[index].Count) <= _pixels; index++)
                cut = index + 1;
            return [new(sorted[..cut]), new(sorted[cut..])];
        }

        private int Side(int shift) => Content.Max(pixels => pixels.Channel(shift)) - Content.Min(pixels => pixels.Channel(shift));
    }
}
