using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Products of rows with a matrix that stands in panels: of samples with a layer's weights, and of gradients with its
/// transposed weights. Hands every finished vector of sums to a sink.
/// </summary>
internal static class PanelProduct
{
    /// <summary>Receives the sums of one row over one vector of columns.</summary>
    public delegate void Sink(Index row, UnitVector units, Value sum);

    /// <summary>Computes sums of some rows at once, given element k of each row in every lane.</summary>
    private delegate void Body(int count, Func<int, Index, Value> factor, Sink sink);

    /// <summary>The pre-activations z = W x + b of one sample.</summary>
    /// <param name="input">Element k of x, in every lane.</param>
    /// <param name="pads">Whether the sink wants vectors of nothing but padding.</param>
    public static void Forward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Func<Index, Value> input, bool pads, Sink sink) =>
        Forward(kernel, shapes, layer, One(input, sink), pads ? null : layer.Outputs);

    /// <summary>The pre-activations z = W x + b of a block.</summary>
    /// <param name="input">The first row of x.</param>
    /// <param name="most">Rows that can be read.</param>
    public static void Forward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Pointer input, int stride, int most, Sink sink) =>
        Forward(kernel, shapes, layer, Many(kernel, "input", input, stride, most, sink));

    /// <summary>The gradient by a layer's inputs, da = Wᵀ dz, of one sample.</summary>
    /// <param name="gradient">Element k of dz, in every lane.</param>
    /// <param name="pads">Whether the sink wants vectors of nothing but padding.</param>
    public static void Backward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Func<Index, Value> gradient, bool pads, Sink sink) =>
        Backward(kernel, shapes, layer, One(gradient, sink), pads ? null : layer.Inputs);

    /// <summary>The gradient by a layer's inputs, da = Wᵀ dz, of a block.</summary>
    /// <param name="gradient">The first row of dz.</param>
    /// <param name="most">Rows that can be read.</param>
    public static void Backward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Pointer gradient, int stride, int most, Sink sink) =>
        Backward(kernel, shapes, layer, Many(kernel, "gradient", gradient, stride, most, sink));

    /// <summary>Products of the rows of a block with a matrix in panels.</summary>
    /// <param name="steps">Products of a sum.</param>
    /// <param name="name">What the sums are called.</param>
    /// <param name="rows">The first row.</param>
    /// <param name="most">Rows that can be read.</param>
    public static void Of(KernelBuilder kernel, Shapes shapes, Region matrix, IReadOnlyList<Panel> panels, int steps, string name, Pointer rows, int stride, int most, Sink sink) =>
        Columns(kernel, shapes, matrix, panels, steps, 1, name, null, Many(kernel, "gradient", rows, stride, most, sink));

    /// <summary>Products of one row with a matrix in panels.</summary>
    /// <param name="row">Its element k, in every lane.</param>
    public static void Of(KernelBuilder kernel, Shapes shapes, Region matrix, IReadOnlyList<Panel> panels, int steps, string name, Func<Index, Value> row, Sink sink) =>
        Columns(kernel, shapes, matrix, panels, steps, 1, name, null, One(row, sink));

    private static void Forward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Action<TileShape, Body> rows, int? columns = null) =>
        Columns(kernel, shapes, Region.Weights(layer), layer.Panels, layer.Steps, layer.Splits, "z" + layer.Index, Region.Biases(layer), rows, columns);

    private static void Backward(KernelBuilder kernel, Shapes shapes, ProductPlan layer, Action<TileShape, Body> rows, int? columns = null) =>
        Columns(kernel, shapes, Region.Transposed(layer), layer.Transposed!.Panels, layer.Outputs, 1, "da" + (layer.Index - 1), null, rows, columns);

    private static Action<TileShape, Body> One(Func<Index, Value> factor, Sink sink) => (_, body) => body(1, (_, k) => factor(k), sink);

    /// <summary>
    /// All rows of a block, as many at a time as the tile takes. Where the last tile is not full it begins earlier and computes
    /// some rows once more, to the same numbers; where there are fewer rows than that, it computes some that nobody reads.
    /// </summary>
    private static Action<TileShape, Body> Many(KernelBuilder kernel, string name, Pointer matrix, int stride, int most, Sink sink) => (tile, body) =>
    {
        int count = Math.Min(tile.Rows, most);
        kernel.ForTiles(Batch.Rows, count, first =>
        {
            Pointer start = kernel.Point(name, matrix + first * stride);
            body(count, (row, k) => new Broadcast(start + (k + row * stride)), (row, units, sum) => sink(first + row, units, sum));
        });
    };

    /// <summary>Every panel over all rows before the next: it stays in the second-level cache, however large the matrix.</summary>
    /// <param name="columns">Of one row, the columns that are no padding, where vectors of nothing else may be left out.</param>
    private static void Columns(
        KernelBuilder kernel, Shapes shapes, Region matrix, IReadOnlyList<Panel> panels, int steps, int splits, string name, Region? bias, Action<TileShape, Body> rows, int? columns = null)
    {
        kernel.ForPanels(panels, steps, (width, offset, column) =>
        {
            Flavour flavour = shapes.Of(width);
            Pointer w = kernel.Point("w", matrix + offset);
            rows(shapes.Tile(width), (count, factor, sink) =>
            {
                int vectors = count == 1 ? shapes.VectorsOfOneRow(width) : shapes.Tile(width).Vectors;
                kernel.For("j", width, flavour.Step * vectors, j =>
                {
                    var tile = new Tile(
                        flavour,
                        new TileShape(count, columns is int real ? shapes.VectorsOfOneRow(width, column, real) : vectors),
                        splits,
                        name,
                        k => (ahead, row) => factor(row, k + ahead),
                        k =>
                        {
                            Pointer row = kernel.Point("row", w + k * width + j);
                            return (ahead, vector) => new Load(row + ahead * width + flavour.Step * vector);
                        },
                        (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector),
                        Region.Parked);
                    tile.Emit(kernel, steps, shapes.Lanes, (row, vector, sum) => sink(row, new UnitVector(column + j + flavour.Step * vector, flavour), sum));
                });
            });
        });
    }
}
