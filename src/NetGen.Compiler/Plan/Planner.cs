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

    /// <summary>Steps of a stream that training goes back through at a time.</summary>
    private const int StepsPerBlock = 2048;

    /// <summary>
    /// Bytes that the rows of a block may take; where layers are so wide that fewer rows reach it, there are fewer. With spare rows
    /// and the like, which are few, a thread's working memory stays under 32 MiB; only a single row may be longer.
    /// </summary>
    private const int BytesPerBlock = 28 << 20;

    /// <summary>Up to this many units in every layer, samples across lanes waste less than padded units do.</summary>
    private const int WidestAcrossSamples = 32;

    public static NetworkPlan Plan(NetworkModel model)
    {
        int lanes = model.Precision == Precision.Single ? 16 : 8;
        List<LayerPlan> layers = [];
        var block = new Allocator(lanes);
        foreach (Lowered lowered in Lowering.Of(model))
        {
            LayerPlan? before = lowered.Sources[0] < 0 ? null : layers[lowered.Sources[0]];
            layers.Add(lowered.Layer.Kind.Plan(lowered.Layer, layers.Count, before, lanes, block) with { Sources = lowered.Sources, Name = lowered.Name });
        }

        int trainable = block.Length;
        for (int index = 0; index < layers.Count; index++)
            layers[index] = layers[index].Layer.Kind.WithBuffers(layers[index], layers[index].Sources[0] is int source and >= 0 ? layers[source] : null, model.Training, lanes, block);
        for (int index = 0; model.Training && index < layers.Count; index++)
            layers[index] = layers[index].Layer.Kind.WithCopies(layers[index], layers[index].Sources[0] is int source and >= 0 ? layers[source] : null, lanes, block);

        bool tiny = layers.All(layer => layer.Layer.Kind.HasEveryForm && layer.Outputs <= WidestAcrossSamples) && model.InputSize <= WidestAcrossSamples;
        return new NetworkPlan(
            model, lanes, new(layers), tiny ? Form.Lanes : Form.Rows, trainable, block.Length, BlockRows(model, layers, lanes));
    }

    /// <summary>As many rows as may be; whole groups of lanes, unless that would be none.</summary>
    private static int BlockRows(NetworkModel model, List<LayerPlan> layers, int lanes)
    {
        // Outputs, pre-activations and gradients of every layer, and the targets.
        int row = layers.Sum(layer => 3 * layer.RowStride + layer.Beside) + layers[layers.Count - 1].RowStride;
        int rows = Math.Min(model.IsStreaming ? StepsPerBlock : RowsPerBlock, (BytesPerBlock / NetworkPlan.SizeOf(model.Precision) - NetworkPlan.MostTileRows * model.InputSize) / row);
        return rows >= lanes ? rows / lanes * lanes : Math.Max(1, rows);
    }
}
