using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>
/// Where the regions lie that kernels work in: each layer's parameters in the block, and scratch, where every region begins on
/// a whole vector.
/// </summary>
internal sealed class Workspace
{
    private readonly List<LetPointer> _regions = [];
    private readonly List<(Region Region, int Length)> _scratch = [];
    private readonly NetworkPlan _plan;

    private Workspace(NetworkPlan plan)
    {
        _plan = plan;
        foreach (LayerPlan layer in plan.Layers)
        {
            _regions.Add(new LetPointer(Region.Weights(layer).Name, Region.Parameters + layer.WeightOffset));
            _regions.Add(new LetPointer(Region.Biases(layer).Name, Region.Parameters + layer.BiasOffset));
            if (layer.Transposed is TransposedPlan transposed)
                _regions.Add(new LetPointer(Region.Transposed(layer).Name, Region.Parameters + transposed.Offset));
        }
    }

    /// <summary>Elements of scratch in all.</summary>
    public int Length { get; private set; }

    /// <summary>Those in front that the forward pass of a batch works in.</summary>
    public int ForwardLength { get; private set; }

    public IReadOnlyList<LetPointer> Regions => _regions;

    /// <summary>The regions of scratch with their elements, in the order in which they lie.</summary>
    public IReadOnlyList<(Region Region, int Length)> Scratch => _scratch;

    /// <summary>Where a region of scratch begins.</summary>
    public Pointer this[Region region] => _regions.Single(candidate => candidate.Name == region.Name).To;

    private Workspace With(Region region, int length)
    {
        _regions.Add(new LetPointer(region.Name, Region.Scratch + Length));
        _scratch.Add((region, length));
        Length += (length + _plan.Lanes - 1) / _plan.Lanes * _plan.Lanes;
        return this;
    }

    /// <summary>The same without scratch that none of the kernels, which were built on this, uses.</summary>
    public Workspace Of(IReadOnlyList<Kernel> kernels)
    {
        HashSet<string> used = [.. kernels.SelectMany(kernel => kernel.Body.OfType<LetPointer>()).Select(pointer => pointer.Name)];
        var workspace = new Workspace(_plan);
        foreach ((Region region, int length) in _scratch.Where(scratch => used.Contains(scratch.Region.Name)))
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
            workspace.With(Region.Parked, plan.Layers.Max(layer => layer.PanelWidth));
        if (!training)
            return workspace;
        workspace.With(Region.Losses, 1);
        if (!plan.HasTransposed)
            return workspace;
        workspace.With(Region.Step, plan.Layers.Max(layer => layer.PaddedOutputs));
        if (plan.SampleReadsTransposed)
            return workspace;
        int widest = plan.Layers.Max(layer => layer.Transposed?.PaddedInputs ?? 0);
        return workspace.With(Region.InputGradient, widest).With(Region.Sums, widest * plan.Lanes);
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit. What only training needs comes last.</summary>
    public static Workspace ForBatch(NetworkPlan plan)
    {
        var workspace = new Workspace(plan);
        bool tiles = plan.Batch == BatchForm.Rows;
        int Length(LayerPlan layer) => tiles ? layer.RowStride * plan.BlockRows : layer.Outputs * plan.SampleStride;
        int across = (tiles ? plan.Output.RowStride : plan.Output.Outputs) * plan.SampleStride;
        if (!tiles)
            workspace.With(Region.TurnedInputs, plan.Model.InputSize * plan.SampleStride);
        workspace.WithForward(plan, keepsZ: plan.Model.Training, Length);
        if (tiles)
        {
            workspace.WithSpareRows(plan);
            if (plan.OutputsAcrossSamples)
                workspace.With(Region.TurnedOutputs, across);
            if (plan.Layers.Any(layer => layer.Splits > 1))
                workspace.With(Region.Parked, Shapes.MostSums * plan.Lanes);
        }

        workspace.ForwardLength = workspace.Length;
        if (!plan.Model.Training)
            return workspace;
        workspace.WithGradients(plan, Length, plan.OutputsAcrossSamples ? across : Length(plan.Output));
        if (!tiles)
            workspace.With(Region.Sums, plan.Layers.Max(layer => (layer.Inputs + 1) * DenseLanes.SumStride(layer, plan.Lanes)) * plan.Lanes);
        return workspace.With(Region.Losses, plan.SampleStride).With(Region.Gradient, plan.TrainableLength);
    }

    /// <param name="keepsZ">Whether the way back needs pre-activations of hidden layers.</param>
    private Workspace WithForward(NetworkPlan plan, bool keepsZ, Func<LayerPlan, int> length)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            bool hidden = layer != plan.Output;
            if (hidden)
                With(Region.Activations(layer), length(layer));
            if (!hidden || keepsZ && Quantities.NeedsPreActivation(layer))
                With(Region.PreActivations(layer), length(layer));
        }

        return this;
    }

    private Workspace WithGradients(NetworkPlan plan, Func<LayerPlan, int> length, int targets)
    {
        foreach (LayerPlan layer in plan.Layers)
            With(Region.Gradients(layer), length(layer));
        return With(Region.Targets, targets);
    }

    private Workspace WithSpareRows(NetworkPlan plan) => With(Region.Spare, Quantities.SpareRows(plan) * plan.Layers.Max(layer => layer.PaddedOutputs));
}
