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
    public delegate void Sink(int row, UnitVector units, Value sum);

    /// <summary>The pre-activations z = W x + b of some rows.</summary>
    /// <param name="input">Element k of a row, in every lane.</param>
    public static void Forward(KernelBuilder kernel, Shapes shapes, LayerPlan layer, int rows, Func<int, Index, Value> input, Sink sink) =>
        Columns(kernel, shapes, [.. layer.Panels], layer.Inputs, layer.Splits, rows, "z" + layer.Number, input, new Pointer("p", layer.BiasOffset), sink);

    /// <summary>The gradient by a layer's inputs, da = Wᵀ dz, of some rows.</summary>
    /// <param name="gradient">Element k of a row of dz, in every lane.</param>
    public static void Backward(KernelBuilder kernel, Shapes shapes, LayerPlan layer, int rows, Func<int, Index, Value> gradient, Sink sink) =>
        Columns(kernel, shapes, [.. layer.Transposed!.Panels(layer.Outputs)], layer.Outputs, 1, rows, "da" + (layer.Number - 1), gradient, null, sink);

    private static void Columns(
        KernelBuilder kernel, Shapes shapes, Panel[] panels, int steps, int splits, int rows, string name, Func<int, Index, Value> factor, Pointer? bias, Sink sink)
    {
        Panel first = panels[0];
        int whole = panels.Count(panel => panel.Width == first.Width);
        kernel.For("q", whole, 1, q => Within(first.Width, new Pointer("p", first.Offset) + q * (first.Width * steps), q * first.Width));
        if (whole < panels.Length)
            Within(panels[whole].Width, new Pointer("p", panels[whole].Offset), panels[whole].First);

        void Within(int width, Pointer weights, Index column)
        {
            Flavour flavour = shapes.Of(width);
            int vectors = shapes.Vectors(width, splits, rows);
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                var tile = new Tile(
                    flavour,
                    new TileShape(rows, vectors, splits),
                    name,
                    factor,
                    (k, vector) => new Load(weights + k * width + j + flavour.Step * vector),
                    (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector));
                Value[,] sums = tile.Emit(kernel, steps);
                for (int row = 0; row < rows; row++)
                    for (int vector = 0; vector < vectors; vector++)
                        sink(row, new UnitVector(column + j + flavour.Step * vector, flavour), sums[row, vector]);
            });
        }
    }

    /// <summary>Rows that a tile of this matrix takes at a time.</summary>
    public static int Rows(Shapes shapes, int panelWidth, int splits) => shapes.Rows(shapes.Vectors(panelWidth, splits, 2) * splits);

    /// <summary>All rows of a batch: as many at a time as the tile takes, the rest one by one.</summary>
    public static void ForRows(KernelBuilder kernel, string count, int atATime, Action<Index, int> body)
    {
        if (atATime == 1)
        {
            kernel.For("r", Index.Of(count), 1, r => body(r, 1));
            return;
        }

        string whole = kernel.Fresh("whole");
        kernel.Add(new LetWhole(whole, count, atATime));
        kernel.For("r", Index.Of(whole), atATime, r => body(r, atATime));
        kernel.For("r", Index.Of(whole), Index.Of(count), 1, r => body(r, 1));
    }
}
