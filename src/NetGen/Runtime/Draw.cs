using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// Which random numbers a step of training draws: a function of seed, step, sample and unit alone, so that they are the same for
/// every number of threads, however a batch is divided. Called by generated code.
/// </summary>
/// <param name="Key">Of the seed and the step.</param>
/// <param name="Row">The first sample's number in its batch.</param>
/// <remarks>
/// The numbers are the outputs of SplitMix64's mixing function, whose increment 2⁶⁴/φ makes neighbours differ: Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Draw(ulong Key, int Row)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>The numbers of a step.</summary>
    /// <param name="seed">Of the training.</param>
    /// <param name="step">Counted from 0.</param>
    public static Draw Of(int seed, long step) => new(Next(Next(0, (uint)seed), (ulong)step), 0);

    /// <summary>The same from a later sample of the batch on.</summary>
    public Draw From(int row) => this with { Row = Row + row };

    /// <summary>Others of the same step, for a part of its samples.</summary>
    public Draw Part(int number) => this with { Key = Next(Key, (ulong)number) };

    /// <summary>Fills the masks of a block of samples: 0 for what is dropped, else what keeps the mean; 0 in the padding.</summary>
    /// <param name="mask">The first row, pixel after pixel.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="pixels">Pixels of a row.</param>
    /// <param name="channels">Units of a pixel.</param>
    /// <param name="paddedChannels">From one pixel to the next.</param>
    /// <param name="number">The layer's number among those that draw.</param>
    /// <param name="percent">What is dropped.</param>
    public void Fill(ref float mask, nuint rows, int stride, int pixels, int channels, int paddedChannels, int number, int percent) =>
        Fill(ref mask, 100f / (100 - percent), (int)rows, stride, pixels, channels, paddedChannels, number, percent);

    /// <inheritdoc cref="Fill(ref float, nuint, int, int, int, int, int, int)"/>
    public void Fill(ref double mask, nuint rows, int stride, int pixels, int channels, int paddedChannels, int number, int percent) =>
        Fill(ref mask, 100.0 / (100 - percent), (int)rows, stride, pixels, channels, paddedChannels, number, percent);

    private void Fill<T>(ref T mask, T kept, int rows, int stride, int pixels, int channels, int paddedChannels, int number, int percent)
        where T : unmanaged
    {
        // The upper 32 bits of a number below that many of 2³².
        uint dropped = (uint)((ulong)percent * (1UL << 32) / 100);
        for (int row = 0; row < rows; row++)
        {
            Span<T> values = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref mask, row * stride), stride);
            values.Clear();
            ulong key = Next(Next(Key, (ulong)number), (ulong)(Row + row)), unit = 0;
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                Span<T> place = values.Slice(pixel * paddedChannels, channels);
                for (int channel = 0; channel < place.Length; channel++)
                {
                    if (Next(key, unit++) >> 32 >= dropped)
                        place[channel] = kept;
                }
            }
        }
    }

    /// <summary>The number at a place of the sequence that a key begins.</summary>
    private static ulong Next(ulong key, ulong place)
    {
        unchecked
        {
            ulong z = key + (place + 1) * Increment;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
