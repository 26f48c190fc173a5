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
        Workspace workspace = new Workspace(plan.Lanes).WithLayers(plan, training, layer => layer.PaddedOutputs).WithSpareRows(plan);
        return training ? workspace.With("Losses", 1).With("Step", plan.Layers.Max(layer => layer.PaddedOutputs)) : workspace;
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit.</summary>
    public static Workspace ForBatch(NetworkPlan plan, bool training)
    {
        var workspace = new Workspace(plan.Lanes);
        if (plan.Batch == BatchShape.RegisterTiles)
        {
            workspace.WithLayers(plan, training, layer => layer.PaddedOutputs * plan.BlockRows).WithSpareRows(plan);
        }
        else
        {
            workspace.With("X", plan.Model.InputSize * plan.BlockRows).WithLayers(plan, training, layer => layer.Outputs * plan.BlockRows);
            if (training)
                workspace.With("Sums", plan.TrainableLength * plan.Lanes);
        }

        return training ? workspace.With("Losses", plan.BlockRows).With("G", plan.TrainableLength) : workspace;
    }

    private Workspace WithLayers(NetworkPlan plan, bool training, Func<LayerPlan, int> length)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            bool hidden = layer != plan.Output;
            if (hidden)
                With("A" + layer.Number, length(layer));
            if (!hidden || training && Quantities.NeedsPreActivation(layer))
                With("Z" + layer.Number, length(layer));
            if (training)
                With("DZ" + layer.Number, length(layer));
        }

        return training ? With("T", length(plan.Output)) : this;
    }

    private Workspace WithSpareRows(NetworkPlan plan) => With("Spare", Quantities.SpareRows(plan) * plan.Layers.Max(layer => layer.PaddedOutputs));
}
