using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Named regions of scratch memory, each beginning on a whole vector. Kernels reach them through <c>ref s</c>. Their names are
/// capitals (a matrix of many rows), so that they differ from the vectors that kernels hold.
/// </summary>
internal sealed class Workspace(int lanes)
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

    /// <summary>Elements in all.</summary>
    public int Length { get; private set; }

    public bool Contains(string region) => _offsets.ContainsKey(region);

    public int Offset(string region) => _offsets[region];

    private Workspace With(string region, int length)
    {
        _offsets.Add(region, Length);
        Length += (length + lanes - 1) / lanes * lanes;
        return this;
    }

    /// <summary>For one sample: a padded row for every quantity.</summary>
    public static Workspace ForSample(NetworkPlan plan, bool training)
    {
        var workspace = new Workspace(plan.Lanes);
        Rows(workspace, plan, training, layer => layer.PaddedOutputs, plan.Output.PaddedOutputs);
        if (training)
            workspace.With("Step", plan.Layers.Max(layer => layer.PaddedOutputs));
        return workspace;
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit.</summary>
    public static Workspace ForBatch(NetworkPlan plan, bool training)
    {
        var workspace = new Workspace(plan.Lanes);
        if (plan.Batch == BatchShape.RegisterTiles)
        {
            Rows(workspace, plan, training, layer => layer.PaddedOutputs * plan.BlockRows, plan.Output.PaddedOutputs);
        }
        else
        {
            workspace.With("X", plan.Model.InputSize * plan.BlockRows);
            Rows(workspace, plan, training, layer => layer.Outputs * plan.BlockRows, 0);
            if (training)
                workspace.With("Sums", plan.TrainableLength * plan.Lanes);
        }

        if (training)
            workspace.With("G", plan.TrainableLength);
        return workspace;
    }

    private static void Rows(Workspace workspace, NetworkPlan plan, bool training, Func<LayerPlan, int> length, int spareRow)
    {
        int perSample = length(plan.Output) / (plan.Batch == BatchShape.SamplesAcrossLanes ? plan.Output.Outputs : plan.Output.PaddedOutputs);
        foreach (LayerPlan layer in plan.Layers)
        {
            bool hidden = layer != plan.Output;
            if (hidden)
                workspace.With("A" + layer.Number, length(layer));
            if (!hidden || training && Quantities.NeedsPreActivation(layer))
                workspace.With("Z" + layer.Number, length(layer));
            if (training)
                workspace.With("DZ" + layer.Number, length(layer));
        }

        if (training)
        {
            workspace.With("T", length(plan.Output));
            workspace.With("Losses", Math.Max(1, perSample));
        }

        if (spareRow > 0)
            workspace.With("Spare", spareRow * Quantities.SpareRows(plan));
    }
}
