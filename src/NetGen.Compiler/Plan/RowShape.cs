namespace NetGen.Compiler.Plan;

/// <summary>How a row of units lies in vectors, whatever layer gives it.</summary>
internal static class RowShape
{
    /// <summary>Whole 128-bit vectors up to two of them, whole 512-bit vectors beyond.</summary>
    public static int Padded(int units, int lanes) =>
        units <= lanes / 4 ? lanes / 4 : units <= lanes / 2 ? lanes / 2 : WholeVectors(units, lanes);

    /// <summary>Rounded up to whole vectors of all virtual lanes.</summary>
    public static int WholeVectors(int units, int lanes) => (units + lanes - 1) / lanes * lanes;

    /// <summary>From one pixel's channels to the next, and a whole row of pixels: whole vectors, too.</summary>
    public static (int PaddedChannels, int PaddedOutputs) OfPixels(int pixels, int channels, int lanes)
    {
        int padded = Padded(channels, lanes);
        return (padded, Padded(pixels * padded, lanes));
    }

    /// <summary>Units that a product computes in one pass over their weights.</summary>
    public static int Panel(int padded, int lanes) => Math.Min(padded, 4 * lanes);

    /// <summary>
    /// From one row to the next: an odd number of cache lines where rows are long, as a column of rows that begin a power of two
    /// apart falls into a few sets of the cache and evicts itself.
    /// </summary>
    public static int Stride(int padded, int lanes) => padded >= 8 * lanes && padded / lanes % 2 == 0 ? padded + lanes : padded;
}
