using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The flavours of one network's kernels, and the tiles that keep their registers full: 32 of them where vectors have 512
/// bits, 16 elsewhere.
/// </summary>
internal sealed class Shapes(int lanes, Flavour wide)
{
    /// <summary>For layers of a few units: 128 bits, which every machine has.</summary>
    private readonly Flavour _narrow = new("V128", lanes / 4);

    /// <summary>For layers of twice as many: in one vector where there are vectors so long for sure, else in two.</summary>
    private readonly Flavour _half = wide.Width is null ? new("V128", lanes / 4) : new("V256", lanes / 2);

    public int Lanes { get; } = lanes;

    /// <summary>For everything that fills long vectors.</summary>
    public Flavour Wide { get; } = wide;

    public static Shapes Vector512(int lanes) => new(lanes, new Flavour("V512", lanes));

    public static Shapes Vector256(int lanes) => new(lanes, new Flavour("V256", lanes / 2));

    public static Shapes Portable(int lanes) => new(lanes, new Flavour("V", null));

    /// <summary>For batches of register tiles: whose tiles are for as many registers as come with vectors of 512 bits, or for half of them.</summary>
    public static IReadOnlyList<Shapes> OfTiles(NetworkPlan plan) => [Vector512(plan.Lanes), Portable(plan.Lanes)];

    /// <summary>For batches: one text for all vectors where samples lie across lanes.</summary>
    public static IReadOnlyList<Shapes> OfBatch(NetworkPlan plan) => plan.Batch == Form.Lanes ? [Portable(plan.Lanes)] : OfTiles(plan);

    /// <summary>
    /// For one sample: those among which vectors differ that are as long as some layer fills. Where it takes long, vectors of 256
    /// bits are like any that only the machine knows.
    /// </summary>
    public static IReadOnlyList<Shapes> OfSample(NetworkPlan plan)
    {
        int widest = plan.Layers.Max(layer => layer.PaddedOutputs);
        return plan.IsLongForOneSample && widest >= plan.Lanes ? [Vector512(plan.Lanes), Portable(plan.Lanes)]
            : widest >= plan.Lanes ? [Vector512(plan.Lanes), Vector256(plan.Lanes), Portable(plan.Lanes)]
            : widest > plan.Lanes / 4 ? [Vector256(plan.Lanes), Portable(plan.Lanes)]
            : [Portable(plan.Lanes)];
    }

    public bool IsNarrow(int paddedUnits) => paddedUnits < Lanes;

    public Flavour Of(int paddedUnits) => !IsNarrow(paddedUnits) ? Wide : paddedUnits <= Lanes / 4 ? _narrow : _half;

    /// <summary>Vectors side by side in a tile of one row: all of a panel's, as many as hide the latency of a multiply-add.</summary>
    public int VectorsOfOneRow(int panelWidth) => Vectors(panelWidth, Tuning.Chains);

    /// <summary>The same of a panel from that column on, without those that hold padding alone, where the panel is one tile.</summary>
    /// <param name="columns">Columns of the matrix that are no padding.</param>
    public int VectorsOfOneRow(int panelWidth, Index first, int columns)
    {
        int vectors = VectorsOfOneRow(panelWidth);
        return first.IsConstant && Of(panelWidth).Width is int width && vectors * width == panelWidth
            ? Math.Min(vectors, (columns - first.Constant + width - 1) / width)
            : vectors;
    }

    /// <summary>A tile of several rows.</summary>
    public TileShape Tile(int panelWidth)
    {
        int vectors = Vectors(panelWidth, 2);
        return new TileShape(Math.Min(Tuning.MostTileRows, (Wide.Width == Lanes ? Tuning.MostSums : Tuning.FewerSums) / vectors), vectors);
    }

    /// <summary>Rows of a tile of long vectors in which each has so many sums.</summary>
    public int RowsOfSums(int sums) => Math.Max(1, Math.Min(Tuning.MostTileRows, (Wide.Width == Lanes ? Tuning.MostSums : Tuning.FewerSums) / sums));

    /// <summary>Vectors for the channels of pixels: where only the machine knows how long its vectors are, they have 256 bits at most.</summary>
    public Flavour OfPixels(int paddedChannels) => Wide.Width is null && paddedChannels >= Lanes / 2 ? Wide : Of(paddedChannels);

    /// <summary>Vectors that divide the channels of a pixel evenly: four, two or one.</summary>
    public int VectorsOfPixel(int paddedChannels)
    {
        int longest = OfPixels(paddedChannels).Width ?? Lanes / 2, vectors = 4;
        while (paddedChannels % (vectors * longest) != 0)
            vectors /= 2;
        return vectors;
    }

    /// <summary>A tile of several pixels.</summary>
    public (Flavour Flavour, TileShape Shape) PixelTile(int panelWidth)
    {
        if (panelWidth != Lanes / 2 || Wide.Width is not null)
            return (Of(panelWidth), Tile(panelWidth));
        return (Wide, new TileShape(Tuning.MostTileRows, 1));
    }

    /// <summary>
    /// A tile of several pixels of a line of so many: where there are 32 registers, as many as they hold, since a sum for each of a few pixels
    /// does not hide the latency of a multiply-add; in as many vectors as leave the fewest pixels that two tiles compute.
    /// </summary>
    public (Flavour Flavour, TileShape Shape) LineTile(int panelWidth, int pixels)
    {
        (Flavour flavour, TileShape shape) = PixelTile(panelWidth);
        if (Wide.Width != Lanes)
            return (flavour, shape);

        int vectors = shape.Vectors;
        while (vectors > 1 && Computed(vectors / 2) < Computed(vectors))
            vectors /= 2;
        return (flavour, new TileShape(Tuning.MostSums / vectors, vectors));

        int Computed(int vectors)
        {
            (int tiles, int count) = TileShape.Evenly(pixels, Tuning.MostSums / vectors);
            return tiles * count;
        }
    }

    /// <summary>
    /// A tile of windows of so many pixels. Where there are 32 registers, the one in which a picture of windows takes the fewest slots;
    /// else a window in two vectors, where that fits, which loads less than two windows in one.
    /// </summary>
    public (Flavour Flavour, TileShape Shape) WindowTile(int panelWidth, int pixels, Picture windows)
    {
        (Flavour flavour, TileShape shape) = PixelTile(panelWidth);
        if (Wide.Width == Lanes)
        {
            TileShape[] tiles = [.. Enumerable.Range(1, shape.Vectors).Where(vectors => shape.Vectors % vectors == 0)
                .SelectMany(vectors => Enumerable.Range(1, Tuning.MostWindowSums / (pixels * vectors)).Select(count => new TileShape(count * pixels, vectors)))];
            return (flavour, tiles.OrderBy(Slots).ThenBy(tile => tile.Rows).First());
        }

        // A step of a tile takes a slot of one of two units for each multiply-add and each load, and at least as many as keep the arithmetic busy.
        int Slots(TileShape tile)
        {
            int count = tile.Rows / pixels;
            (int tilesOfLines, int lines) = TileShape.Evenly(windows.Height, Math.Max(1, count / windows.Width));
            (int tilesOfPlaces, int places) = TileShape.Evenly(windows.Width, Math.Min(count, windows.Width));
            int rows = lines * places * pixels, loads = rows + tile.Vectors;
            return tilesOfLines * tilesOfPlaces * (shape.Vectors / tile.Vectors) * Math.Max(Tuning.MostSums, Math.Max(rows * tile.Vectors, loads));
        }

        int vectors = pixels * shape.Vectors <= Tuning.FewerSums ? shape.Vectors : 1;
        return (flavour, new TileShape(Tuning.FewerSums / vectors, vectors));
    }

    /// <summary>A tile of several places of a kernel, whose sums run over pixels.</summary>
    public (Flavour Flavour, TileShape Shape) KernelTile(int panelWidth)
    {
        (Flavour flavour, TileShape shape) = PixelTile(panelWidth);
        return (flavour, shape with { Rows = (Wide.Width == Lanes ? Tuning.MostKernelSums : Tuning.FewerSums) / shape.Vectors });
    }

    /// <summary>Vectors that cover a panel of that width; where they have up to 256 bits, as many as wanted or fit.</summary>
    private int Vectors(int panelWidth, int wanted)
    {
        if (Of(panelWidth).Width is int width && (width == Lanes || IsNarrow(panelWidth)))
            return panelWidth / width;

        int vectors = wanted;
        while (panelWidth % (vectors * Lanes / 2) != 0)
            vectors /= 2;
        return vectors;
    }
}
