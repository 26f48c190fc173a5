using NetGen.Compiler.Model;

namespace NetGen.Compiler.Plan;

/// <summary>
/// In: a valid model. Out: its plan. Every choice that code or arithmetic depends on is made here, from sizes alone, so that
/// the same network gives the same code and the same bits everywhere.
/// </summary>
internal static class Planner
{
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

        bool tiny = layers.All(layer => layer.Layer.Kind.HasEveryForm && layer.Outputs <= Tuning.WidestAcrossSamples) && model.InputSize <= Tuning.WidestAcrossSamples;
        return new NetworkPlan(
            model, lanes, new(layers), tiny ? Form.Lanes : Form.Rows, trainable, block.Length, BlockRows(model, layers, lanes));
    }

    /// <summary>As many rows as may be; whole groups of lanes, unless that would be none.</summary>
    private static int BlockRows(NetworkModel model, List<LayerPlan> layers, int lanes)
    {
        // Outputs, pre-activations and gradients of every layer, and the targets.
        int row = layers.Sum(layer => 3 * layer.RowStride + layer.Beside) + layers[layers.Count - 1].RowStride;
        int size = NetworkPlan.SizeOf(model.Precision);
        int rows = Math.Min(model.IsStreaming ? Tuning.StepsPerBlock : Tuning.RowsPerBlock, (Tuning.BytesPerBlock / size - Tuning.MostTileRows * model.InputSize) / row);
        if (!model.IsStreaming && layers.Any(layer => layer.Layer.Kind.GivesPictures))
            rows = Math.Min(rows, Math.Max(Tuning.FewestPictures, Tuning.BytesOfPictures / size / row));
        return rows >= lanes ? rows / lanes * lanes : Math.Max(1, rows);
    }
}
