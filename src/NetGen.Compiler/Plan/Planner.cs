using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;

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

    public static NetworkPlan Plan(NetworkModel model)
    {
        int lanes = model.Precision == Precision.Single ? 16 : 8;
        List<LayerPlan> layers = [];
        var block = new Allocator(lanes);
        foreach (Layer layer in Lowered(model))
            layers.Add(layer.Kind.Plan(layer, layers.Count, layers.LastOrDefault(), lanes, block));

        int trainable = block.Length;
        for (int index = 1; model.Training && index < layers.Count; index++)
            layers[index] = layers[index].Layer.Kind.WithCopies(layers[index], layers[index - 1], lanes, block);

        bool tiny = NetworkPlan.HasEveryForm(model) && model.InputSize <= WidestAcrossSamples && model.Layers.All(layer => layer.Outputs <= WidestAcrossSamples);
        return new NetworkPlan(
            model, lanes, new(layers), tiny ? Form.Lanes : Form.Rows, trainable, block.Length, BlockRows(model, layers, lanes));
    }

    /// <summary>The layers, one more where the last gives pictures: then its activation is for outputs that lie in the order in which networks give them.</summary>
    private static EquatableArray<Layer> Lowered(NetworkModel model)
    {
        if (Picture.Of(model.Output.Output).Pixels == 1)
            return model.Layers;
        Layer last = model.Output with { Activation = Registry.FindActivation("Identity")! };
        return new([.. model.Layers.Take(model.Layers.Count - 1), last, LayerKinds.Flatten(last.Output, model.Output.Activation, last.Initializer)]);
    }

    /// <summary>As many rows as may be; whole groups of lanes, unless that would be none.</summary>
    private static int BlockRows(NetworkModel model, List<LayerPlan> layers, int lanes)
    {
        // Outputs, pre-activations and gradients of every layer, and the targets.
        int row = layers.Sum(layer => 3 * layer.RowStride) + layers[layers.Count - 1].RowStride;
        int rows = Math.Min(RowsPerBlock, (BytesPerBlock / NetworkPlan.SizeOf(model.Precision) - NetworkPlan.MostTileRows * model.InputSize) / row);
        return rows >= lanes ? rows / lanes * lanes : Math.Max(1, rows);
    }
}
