using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>
/// Where the regions lie that kernels work in: each layer's parameters in the block, and scratch, where every region begins on
/// a whole vector. Kernels are built on a workspace in which each region has memory of its own; <see cref="Of"/> makes of it the one that they run in.
/// </summary>
internal sealed class Workspace
{
    private readonly List<LetPointer> _regions = [];
    private readonly List<Stretch> _scratch = [];
    private readonly NetworkPlan _plan, _inference;

    private Workspace(NetworkPlan plan)
    {
        _plan = plan;
        foreach (LayerPlan layer in plan.Layers)
        {
            AddTensors(layer);
            foreach (TensorPlan tensor in layer.Tensors.Where(tensor => tensor.Transposed is not null))
                _regions.Add(new LetPointer(Region.CopyOf(layer, tensor).Name, Region.Parameters + tensor.Transposed!.Offset));
            if (plan.Model.Training && layer.Tensors.Count > 0)
                _regions.Add(new LetPointer(Region.IntoOf(layer).Name, Region.Into + layer.Tensors[0].Offset));
            foreach ((string symbol, int offset, _) in layer.Notes)
                _regions.Add(new LetPointer(Region.Note(layer, symbol).Name, Region.Parameters + offset));
        }

        // What inference has in place of a layer may read other tensors.
        _inference = plan.Inference;
        foreach (LayerPlan layer in _inference.Computed)
            AddTensors(layer);
    }

    /// <summary>Elements of scratch in all.</summary>
    public int Length { get; private set; }

    /// <summary>Those in front that the forward pass of a batch works in.</summary>
    public int ForwardLength { get; private set; }

    public IEnumerable<LetPointer> Regions => _regions.Concat(_scratch.Select(stretch => new LetPointer(stretch.Region.Name, Region.Scratch + stretch.Place)));

    /// <summary>The regions of scratch with their elements.</summary>
    public IEnumerable<(Region Region, int Length)> Scratch => _scratch.Select(stretch => (stretch.Region, stretch.Length));

    /// <summary>Where a region of scratch begins.</summary>
    public Pointer this[Region region] => Region.Scratch + _scratch.Single(stretch => stretch.Region == region).Place;

    /// <summary>For one sample: a padded row for every quantity.</summary>
    public static Workspace ForSample(NetworkPlan plan, bool training)
    {
        Workspace workspace = new Workspace(plan).WithForward(plan, keepsZ: training, layer => layer.PaddedOutputs, Keep.WhileUsed);
        if (training)
            workspace.WithGradients(plan, layer => layer.PaddedOutputs, plan.Output.PaddedOutputs, Keep.WhileUsed);
        workspace.WithSpareRows(plan).WithLayers([Form.Sample], training: false);
        return training ? workspace.With(Region.Losses, 1, Keep.Always).WithLayers([Form.Sample], training: true) : workspace;
    }

    /// <summary>For the steps of a stream, one or a block of them: all that a state holds.</summary>
    public static Workspace ForState(NetworkPlan plan)
    {
        if (plan.StepsAtOnce == 0)
            return ForSample(plan, training: false);
        NetworkPlan steps = plan.OfSteps;
        return new Workspace(steps).WithForward(steps, keepsZ: false, layer => layer.RowStride * steps.BlockRows, Keep.WhileUsed)
            .WithSpareRows(steps).WithLayers([Form.Sample, Form.Rows], training: false);
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit. What only training needs comes last.</summary>
    public static Workspace ForBatch(NetworkPlan plan)
    {
        bool tiles = plan.Batch == Form.Rows;
        int Length(LayerPlan layer) => tiles ? layer.RowStride * plan.BlockRows : layer.Outputs * plan.SampleStride;
        int across = (tiles ? plan.Output.RowStride : plan.Output.Outputs) * plan.SampleStride;
        Workspace workspace = new Workspace(plan)
            .With(tiles ? Region.FewInputs : Region.TurnedInputs, plan.Model.InputSize * (tiles ? plan.TileRows : plan.SampleStride), Keep.Always)
            .WithForward(plan, keepsZ: plan.Model.Training, Length, Keep.Always);
        if (tiles)
        {
            workspace.WithSpareRows(plan);
            if (plan.OutputsAcrossSamples)
                workspace.With(Region.TurnedOutputs, across, Keep.Always);
        }

        workspace.WithLayers([plan.Batch], training: false);
        workspace.ForwardLength = workspace.Length;
        if (!plan.Model.Training)
            return workspace;
        return workspace.WithGradients(plan, Length, plan.OutputsAcrossSamples ? across : Length(plan.Output), Keep.Always)
            .WithLayers([plan.Batch], training: true)
            .With(Region.Losses, plan.SampleStride, Keep.Always)
            .With(Region.Gradient, plan.TrainableLength, Keep.Always);
    }

    /// <summary>
    /// The same for kernels that were built on this: without scratch that none of them uses, and with one place for regions of which no
    /// program needs two at the same time. A region takes the first place that is free as long as it is needed.
    /// </summary>
    /// <param name="forward">Programs, each of them kernels that run one after the other: those that work in the front of scratch alone.</param>
    /// <param name="training">Those that work in all of it.</param>
    public Workspace Of(IReadOnlyList<IReadOnlyList<Kernel>> forward, IReadOnlyList<IReadOnlyList<Kernel>> training)
    {
        IReadOnlyDictionary<string, Lifetime> front = Lifetime.Of(forward), all = Lifetime.Of([.. forward, .. training]);
        bool IsInFront(Stretch stretch) => stretch.Keep == Keep.Always ? stretch.Place < ForwardLength : front.ContainsKey(stretch.Region.Name);
        var workspace = new Workspace(_plan);
        workspace.Place(_scratch.Where(IsInFront), all);
        workspace.ForwardLength = workspace.Length;
        workspace.Place(_scratch.Where(stretch => !IsInFront(stretch)), all);
        return workspace;
    }

    /// <summary>Kernels that were built on the workspace of which this was made, in this one.</summary>
    public IReadOnlyList<Kernel> Place(IReadOnlyList<Kernel> kernels) => [.. kernels.Select(kernel => kernel with
    {
        Regions = [.. kernel.Regions.Select(region => region.To.Name == Region.Scratch.Name ? region with { To = this[new Region(region.Name)] } : region)],
    })];

    private void Place(IEnumerable<Stretch> stretches, IReadOnlyDictionary<string, Lifetime> lifetimes)
    {
        foreach (Stretch stretch in stretches)
        {
            if (lifetimes.TryGetValue(stretch.Region.Name, out Lifetime? lifetime) || stretch.Keep == Keep.Always)
                Add(stretch with { Lifetime = stretch.Keep == Keep.WhileUsed ? lifetime : null });
        }
    }

    /// <summary>Gives a region the first place where nothing lies that is needed at the same time.</summary>
    private void Add(Stretch stretch)
    {
        int length = RowShape.WholeVectors(stretch.Length, _plan.Lanes), place = 0;
        foreach (Stretch other in _scratch.Where(stretch.Meets).OrderBy(other => other.Place))
        {
            if (other.Place < place + length)
                place = Math.Max(place, other.Place + RowShape.WholeVectors(other.Length, _plan.Lanes));
        }

        _scratch.Add(stretch with { Place = place });
        Length = Math.Max(Length, place + length);
    }

    private void AddTensors(LayerPlan layer)
    {
        foreach (TensorPlan tensor in layer.Tensors.Concat(layer.Buffers))
        {
            var region = new LetPointer(Region.Of(layer, tensor).Name, Region.Parameters + tensor.Offset);
            if (!_regions.Contains(region))
                _regions.Add(region);
        }
    }

    private Workspace With(Region region, int length, Keep keep)
    {
        _scratch.Add(new Stretch(region, length, keep, Length));
        Length += RowShape.WholeVectors(length, _plan.Lanes);
        return this;
    }

    /// <param name="keepsZ">Whether the way back needs pre-activations of hidden layers.</param>
    /// <param name="ofOutputs">How long the last layer keeps its pre-activations.</param>
    private Workspace WithForward(NetworkPlan plan, bool keepsZ, Func<LayerPlan, int> length, Keep ofOutputs)
    {
        foreach (LayerPlan layer in plan.Computed)
        {
            bool hidden = layer != plan.Output;

            // Inference may give the same with zeros around it.
            if (hidden)
                With(Region.Activations(layer), Math.Max(length(layer), length(_inference.Layers[layer.Index])), Keep.WhileUsed);
            if (!hidden || keepsZ && Quantities.NeedsPreActivation(layer))
                With(Region.PreActivations(layer), length(layer), hidden ? Keep.WhileUsed : ofOutputs);
        }

        return this;
    }

    private Workspace WithGradients(NetworkPlan plan, Func<LayerPlan, int> length, int targets, Keep ofOutputs)
    {
        // Regions find places in the order in which they are needed.
        foreach (LayerPlan layer in plan.Layers.Reverse())
            With(Region.Gradients(layer), length(layer), layer == plan.Output ? ofOutputs : Keep.WhileUsed);
        return With(Region.Targets, targets, Keep.Always);
    }

    /// <summary>What layers work in by themselves, each region as long as the layer that needs most of it.</summary>
    private Workspace WithLayers(Form[] forms, bool training)
    {
        foreach (IGrouping<Region, (Region Region, int Length)> needed in _plan.Layers.SelectMany(layer => forms.SelectMany(form => layer.Layer.Kind.Scratch(_plan, layer, form, training))).GroupBy(needed => needed.Region))
            With(needed.Key, needed.Max(one => one.Length), Keep.IfUsed);
        return this;
    }

    private Workspace WithSpareRows(NetworkPlan plan) => With(Region.Spare, Quantities.SpareRows(plan) * plan.Layers.Max(layer => layer.PaddedOutputs), Keep.IfUsed);

    /// <summary>A region in scratch.</summary>
    /// <param name="Place">Where it begins.</param>
    private sealed record Stretch(Region Region, int Length, Keep Keep, int Place)
    {
        /// <summary>When it is needed; null where that is always.</summary>
        public Lifetime? Lifetime { get; init; }

        public bool Meets(Stretch other) => Lifetime is null || other.Lifetime is null || Lifetime.Meets(other.Lifetime);
    }
}
