using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The named regions of memory that kernels work in: each layer's parameters in the block <c>p</c>, and scratch in <c>s</c>,
/// where every region begins on a whole vector. Names are capitals, as of matrices, so that they differ from the vectors that
/// kernels hold.
/// </summary>
internal sealed class Workspace
{
    private readonly List<LetPointer> _regions = [];
    private readonly List<(string Region, int Length)> _scratch = [];
    private readonly NetworkPlan _plan;

    private Workspace(NetworkPlan plan)
    {
        _plan = plan;
        foreach (LayerPlan layer in plan.Layers)
        {
            _regions.Add(new LetPointer("W" + layer.Number, new Pointer("p", layer.WeightOffset)));
            _regions.Add(new LetPointer("B" + layer.Number, new Pointer("p", layer.BiasOffset)));
            if (layer.Transposed is TransposedPlan transposed)
                _regions.Add(new LetPointer("WT" + layer.Number, new Pointer("p", transposed.Offset)));
        }
    }

    /// <summary>Elements of scratch in all.</summary>
    public int Length { get; private set; }

    /// <summary>Those in front that the forward pass of a batch works in.</summary>
    public int ForwardLength { get; private set; }

    public IReadOnlyList<LetPointer> Regions => _regions;

    /// <summary>The regions of scratch with their elements, in the order in which they lie.</summary>
    public IReadOnlyList<(string Region, int Length)> Scratch => _scratch;

    /// <summary>Where a region of scratch begins.</summary>
    public Pointer this[string region] => _regions.Single(candidate => candidate.Name == region).To;

    private Workspace With(string region, int length)
    {
        _regions.Add(new LetPointer(region, new Pointer("s", Length)));
        _scratch.Add((region, length));
        Length += (length + _plan.Lanes - 1) / _plan.Lanes * _plan.Lanes;
        return this;
    }

    /// <summary>The same without scratch that none of the kernels, which were built on this, uses.</summary>
    public Workspace Of(IReadOnlyList<Kernel> kernels)
    {
        HashSet<string> used = [.. kernels.SelectMany(kernel => kernel.Body.OfType<LetPointer>()).Select(pointer => pointer.Name)];
        var workspace = new Workspace(_plan);
        foreach ((string region, int length) in _scratch.Where(scratch => used.Contains(scratch.Region)))
            workspace.With(region, length);
        return workspace;
    }

    /// <summary>For one sample: a padded row for every quantity.</summary>
    public static Workspace ForSample(NetworkPlan plan, bool training)
    {
        Workspace workspace = new Workspace(plan).WithForward(plan, keepsZ: training, layer => layer.PaddedOutputs);
        if (training)
            workspace.WithGradients(plan, layer => layer.PaddedOutputs, plan.Output.PaddedOutputs);
        workspace.WithSpareRows(plan);
        if (plan.Layers.Any(layer => layer.Splits > 1))
            workspace.With("Parked", plan.Layers.Max(layer => layer.PanelWidth));
        if (!training)
            return workspace;
        workspace.With("Losses", 1);
        if (!plan.HasTransposed)
            return workspace;
        workspace.With("Step", plan.Layers.Max(layer => layer.PaddedOutputs));
        if (plan.SampleReadsTransposed)
            return workspace;
        int widest = plan.Layers.Max(layer => layer.Transposed?.PaddedInputs ?? 0);
        return workspace.With("DA", widest).With("Sums", widest * plan.Lanes);
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit. What only training needs comes last.</summary>
    public static Workspace ForBatch(NetworkPlan plan)
    {
        var workspace = new Workspace(plan);
        bool tiles = plan.Batch == BatchShape.RegisterTiles;
        int Length(LayerPlan layer) => tiles ? layer.RowStride * plan.BlockRows : layer.Outputs * plan.SampleStride;
        int across = (tiles ? plan.Output.RowStride : plan.Output.Outputs) * plan.SampleStride;
        if (!tiles)
            workspace.With("X", plan.Model.InputSize * plan.SampleStride);
        workspace.WithForward(plan, keepsZ: true, Length);
        if (tiles)
        {
            workspace.WithSpareRows(plan);
            if (plan.OutputsAcrossSamples)
                workspace.With(LanesOutput.Across, across);
            if (plan.Layers.Any(layer => layer.Splits > 1))
                workspace.With("Parked", Shapes.MostSums * plan.Lanes);
        }

        workspace.ForwardLength = workspace.Length;
        workspace.WithGradients(plan, Length, plan.OutputsAcrossSamples ? across : Length(plan.Output));
        if (!tiles)
            workspace.With("Sums", plan.Layers.Max(layer => (layer.Inputs + 1) * LanesTraining.SumStride(layer, plan.Lanes)) * plan.Lanes);
        return workspace.With("Losses", plan.SampleStride).With("G", plan.TrainableLength);
    }

    /// <param name="keepsZ">Whether the way back needs pre-activations of hidden layers.</param>
    private Workspace WithForward(NetworkPlan plan, bool keepsZ, Func<LayerPlan, int> length)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            bool hidden = layer != plan.Output;
            if (hidden)
                With("A" + layer.Number, length(layer));
            if (!hidden || keepsZ && Quantities.NeedsPreActivation(layer))
                With("Z" + layer.Number, length(layer));
        }

        return this;
    }

    private Workspace WithGradients(NetworkPlan plan, Func<LayerPlan, int> length, int targets)
    {
        foreach (LayerPlan layer in plan.Layers)
            With("DZ" + layer.Number, length(layer));
        return With("T", targets);
    }

    private Workspace WithSpareRows(NetworkPlan plan) => With("Spare", Quantities.SpareRows(plan) * plan.Layers.Max(layer => layer.PaddedOutputs));
}
