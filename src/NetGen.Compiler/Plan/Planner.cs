using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Plan;

/// <summary>
/// In: a valid model. Out: its plan. Every choice that code or arithmetic depends on is made here, from sizes alone, so that
/// the same network gives the same code and the same bits everywhere.
/// </summary>
internal static class Planner
{
    /// <summary>Sums that run side by side to hide the latency of a multiply-add: 4 cycles at two a cycle.</summary>
    public const int Chains = 8;

    /// <summary>Samples in a block: enough to amortise the pass over the weights, few enough that activations stay in cache.</summary>
    private const int RowsPerBlock = 128;

    /// <summary>
    /// Bytes that the rows of a block may take; where layers are so wide that fewer rows reach it, there are fewer. With spare rows
    /// and the like, which are few, a thread's working memory stays under 32 MiB; only a single row may be longer.
    /// </summary>
    private const int BytesPerBlock = 28 << 20;

    /// <summary>Up to this many units in every layer, samples across lanes waste less than padded units do.</summary>
    private const int WidestAcrossSamples = 32;

    /// <summary>A partial sum shorter than this costs more to add up than it hides.</summary>
    private const int ShortestPartial = 5;

    public static NetworkPlan Plan(NetworkModel model)
    {
        int lanes = model.Precision == Precision.Single ? 16 : 8;
        List<LayerPlan> layers = [];
        int offset = 0;
        foreach (Layer layer in model.Layers)
        {
            int padded = PaddedUnits(layer.Outputs, lanes);
            int panel = Math.Min(padded, 4 * lanes);
            int bias = offset + padded * layer.Inputs;
            layers.Add(new LayerPlan(layers.Count, layer, panel, padded, RowStride(padded, lanes), Splits(layer.Inputs, padded, panel, lanes), offset, bias, null));
            offset = Align(bias + padded, lanes);
        }

        int trainable = offset;
        for (int index = 1; model.Training && index < layers.Count; index++)
        {
            LayerPlan before = layers[index - 1];
            layers[index] = layers[index] with { Transposed = new TransposedPlan(offset, before.PanelWidth, before.PaddedOutputs) };
            offset = Align(offset + before.PaddedOutputs * layers[index].Outputs, lanes);
        }

        bool tiny = model.InputSize <= WidestAcrossSamples && model.Layers.All(layer => layer.Outputs <= WidestAcrossSamples);
        return new NetworkPlan(
            model, lanes, new(layers), tiny ? BatchForm.Lanes : BatchForm.Rows, trainable, offset, BlockRows(model, layers, lanes));
    }

    /// <summary>As many rows as may be; whole groups of lanes, unless that would be none.</summary>
    private static int BlockRows(NetworkModel model, List<LayerPlan> layers, int lanes)
    {
        // Outputs, pre-activations and gradients of every layer, and the targets.
        int row = layers.Sum(layer => 3 * layer.RowStride) + layers[layers.Count - 1].RowStride;
        int rows = Math.Min(RowsPerBlock, BytesPerBlock / (row * NetworkPlan.SizeOf(model.Precision)));
        return rows >= lanes ? rows / lanes * lanes : Math.Max(1, rows);
    }

    /// <summary>Whole 128-bit vectors up to two of them, whole 512-bit vectors beyond.</summary>
    private static int PaddedUnits(int units, int lanes) =>
        units <= lanes / 4 ? lanes / 4 : units <= lanes / 2 ? lanes / 2 : Align(units, lanes);

    /// <summary>
    /// An odd number of cache lines where rows are long: a column of rows that begin a power of two apart falls into a few sets
    /// of the cache and evicts itself.
    /// </summary>
    private static int RowStride(int padded, int lanes) => padded >= 8 * lanes && padded / lanes % 2 == 0 ? padded + lanes : padded;

    private static int Splits(int inputs, int padded, int panel, int lanes)
    {
        int vectors = padded <= lanes / 2 ? padded * 4 / lanes : panel / lanes;
        int splits = 1;
        while (splits < 4 && splits * vectors < Chains && splits * 2 * ShortestPartial <= inputs)
            splits *= 2;
        return splits;
    }

    private static int Align(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
