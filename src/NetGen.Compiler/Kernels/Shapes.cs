using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The flavours of one network's kernels, and the tiles that keep their registers full: 32 of them where vectors have 512
/// bits, 16 elsewhere.
/// </summary>
internal sealed class Shapes(int lanes, Flavour wide)
{
    /// <summary>Sums of a tile where there are 32 registers: enough to keep the arithmetic busy.</summary>
    public const int MostSums = 16;

    /// <summary>Sums that 16 registers hold beside their factors.</summary>
    private const int FewerSums = 12;

    private const int MostRows = 8;

    /// <summary>For layers of a few units: 128 bits, which every machine has.</summary>
    private readonly Flavour _narrow = new("Vector128", lanes / 4);

    /// <summary>For layers of twice as many: in one vector where there are longer ones, else in two.</summary>
    private readonly Flavour _half = wide.Width is null ? new("Vector128", lanes / 4) : new("Vector256", lanes / 2);

    public int Lanes { get; } = lanes;

    /// <summary>For everything that fills long vectors.</summary>
    public Flavour Wide { get; } = wide;

    public static Shapes Vector512(int lanes) => new(lanes, new Flavour("Vector512", lanes));

    public static Shapes Portable(int lanes) => new(lanes, new Flavour("Vector", null));

    public bool IsNarrow(int paddedUnits) => paddedUnits < Lanes;

    public Flavour Of(int paddedUnits) => !IsNarrow(paddedUnits) ? Wide : paddedUnits <= Lanes / 4 ? _narrow : _half;

    /// <summary>
    /// Vectors side by side in a tile of one row: with its splits, enough sums to hide the latency of a multiply-add; of a panel
    /// that streams from beyond the first cache, twice as many, so that memory is read in order.
    /// </summary>
    /// <param name="rows">Rows of the panel.</param>
    public int VectorsOfOneRow(int panelWidth, int splits, int rows)
    {
        bool streams = panelWidth * rows > NetworkPlan.FirstCache * Lanes / 64;
        return Vectors(panelWidth, Math.Max(2, (streams ? 16 : 8) / splits));
    }

    /// <summary>A tile of several rows.</summary>
    public TileShape Tile(int panelWidth)
    {
        int vectors = Vectors(panelWidth, 2);
        return new TileShape(Math.Min(MostRows, (Wide.Width is null ? FewerSums : MostSums) / vectors), vectors);
    }

    /// <summary>Vectors that cover a panel of that width; where the machine decides how many do, as many as wanted or fit.</summary>
    private int Vectors(int panelWidth, int wanted)
    {
        if (Of(panelWidth).Width is int width)
            return panelWidth / width;

        // No more than 256 bits, or the 512-bit kernels would run.
        int vectors = wanted;
        while (panelWidth % (vectors * Lanes / 2) != 0)
            vectors /= 2;
        return vectors;
    }
}
