namespace NetGen.Compiler.Kernels;

/// <summary>
/// The flavours of one network's kernels, and the tiles that keep their registers full: 32 of them where vectors have 512
/// bits, 16 elsewhere.
/// </summary>
internal sealed class Shapes(int lanes, Flavour wide)
{
    /// <summary>For layers of a few units: 128 bits, which every machine has.</summary>
    private readonly Flavour _narrow = new("Vector128", lanes / 4);

    public int Lanes { get; } = lanes;

    /// <summary>For everything that fills long vectors.</summary>
    public Flavour Wide { get; } = wide;

    public static Shapes Vector512(int lanes) => new(lanes, new Flavour("Vector512", lanes));

    public static Shapes Portable(int lanes) => new(lanes, new Flavour("Vector", null));

    /// <summary>Sums that registers hold with room for their factors.</summary>
    private int Sums(int rows) => Wide.Width is null ? rows == 1 ? 8 : 12 : rows == 1 ? 32 : 24;

    public bool IsNarrow(int paddedUnits) => paddedUnits < Lanes;

    public Flavour Of(int paddedUnits) => IsNarrow(paddedUnits) ? _narrow : Wide;

    /// <summary>Vectors side by side over units that a panel of that width holds.</summary>
    public int Vectors(int panelWidth, int splits, int rows)
    {
        if (IsNarrow(panelWidth))
            return panelWidth * 4 / Lanes;
        if (Wide.Width is int width)
            return panelWidth / width;
        int vectors = 1;
        while (panelWidth % (vectors * Lanes) == 0 && vectors * 2 * splits * Math.Min(rows, 2) <= Sums(rows))
            vectors *= 2;
        return vectors;
    }

    /// <summary>Rows at a time, for a tile of that many sums a row.</summary>
    public int Rows(int sumsPerRow) => Math.Max(1, Math.Min(8, Sums(2) / sumsPerRow));
}
