using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Products of rows with a matrix that stands in panels: of samples with a layer's weights, and of gradients with its
/// transposed weights. Hands every finished vector of sums to a sink.
/// </summary>
internal static class Dense
{
    /// <summary>Receives the sums of one row over one vector of columns.</summary>
    public delegate void Sink(Index row, UnitVector units, Value sum);

    /// <summary>The pre-activations z = W x + b of some rows.</summary>
    /// <param name="input">Element k of a row, in every lane.</param>
    public static void Forward(KernelBuilder kernel, Shapes shapes, LayerPlan layer, int rows, Func<int, Index, Value> input, Sink sink) =>
        Columns(kernel, shapes, "W" + layer.Number, layer.Panels, layer.Inputs, layer.Splits, rows, "z" + layer.Number, input, new Pointer("B" + layer.Number), sink);

    /// <summary>The gradient by a layer's inputs, da = Wᵀ dz, of some rows.</summary>
    /// <param name="gradient">Element k of a row of dz, in every lane.</param>
    public static void Backward(KernelBuilder kernel, Shapes shapes, LayerPlan layer, int rows, Func<int, Index, Value> gradient, Sink sink) =>
        Columns(kernel, shapes, "WT" + layer.Number, layer.Transposed!.Panels, layer.Outputs, 1, rows, "da" + (layer.Number - 1), gradient, null, sink);

    private static void Columns(
        KernelBuilder kernel, Shapes shapes, string matrix, IReadOnlyList<Panel> panels, int steps, int splits, int rows, string name, Func<int, Index, Value> factor, Pointer? bias, Sink sink)
    {
        kernel.ForPanels(panels, steps, (width, offset, column) =>
        {
            Flavour flavour = shapes.Of(width);
            Pointer w = kernel.Point("w", new Pointer(matrix) + offset);
            int vectors = rows == 1 ? shapes.VectorsOfOneRow(width, splits, steps) : shapes.Tile(width, steps * width).Vectors;
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                var tile = new Tile(
                    flavour,
                    new TileShape(rows, vectors),
                    splits,
                    name,
                    k => (ahead, row) => factor(row, k + ahead),
                    k =>
                    {
                        Pointer row = kernel.Point("row", w + k * width + j);
                        return (ahead, vector) => new Load(row + ahead * width + flavour.Step * vector);
                    },
                    (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector),
                    new Pointer("Parked"));
                tile.Emit(kernel, steps, shapes.Lanes, (row, vector, sum) => sink(row, new UnitVector(column + j + flavour.Step * vector, flavour), sum));
            });
        });
    }

    /// <summary>
    /// All rows of a batch, as many at a time as the tile takes. Where the last tile is not full it begins earlier and computes
    /// some rows once more, to the same numbers; only a batch smaller than a tile goes row by row.
    /// </summary>
    public static void ForRows(KernelBuilder kernel, TileShape tile, Action<Index, int> body)
    {
        int most = tile.Rows;
        kernel.ForTiles(Batch.Rows, most, r => body(r, most), r => body(r, 1));
    }
}
