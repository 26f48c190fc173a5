using NetGen.Compiler.Kernels;
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
    private readonly Allocator _memory;

    private Workspace(NetworkPlan plan)
    {
        _plan = plan;
        _memory = new(plan.Lanes);
        foreach (LayerPlan layer in plan.Layers)
        {
            AddTensors(layer);
            foreach (TensorPlan tensor in layer.Tensors.Where(tensor => tensor.Transposed is not null))
                _regions.Add(new LetPointer(Region.CopyOf(layer, tensor).Name, Region.Parameters + tensor.Transposed!.Offset));
            if (layer.Tensors.Count > 0)
                _regions.Add(new LetPointer(Region.IntoOf(layer).Name, Region.Into + layer.Tensors[0].Offset));
            foreach ((string symbol, int offset, _) in layer.Notes)
                _regions.Add(new LetPointer(Region.Note(layer, symbol).Name, Region.Parameters + offset));
        }

        // What inference has in place of a layer reads other tensors.
        foreach (LayerPlan layer in plan.Inference.Computed.Except(plan.Layers))
            AddTensors(layer);
    }

    /// <summary>Elements of scratch in all.</summary>
    public int Length => _memory.Length;

    /// <summary>Those in front that the forward pass of a batch works in.</summary>
    public int ForwardLength { get; private set; }

    public IReadOnlyList<LetPointer> Regions => _regions;

    /// <summary>The regions of scratch with their elements, in the order in which they lie.</summary>
    public IReadOnlyList<(Region Region, int Length)> Scratch => _scratch;

    /// <summary>Where a region of scratch begins.</summary>
    public Pointer this[Region region] => _regions.Single(candidate => candidate.Name == region.Name).To;

    private void AddTensors(LayerPlan layer)
    {
        foreach (TensorPlan tensor in layer.Tensors.Concat(layer.Buffers))
            _regions.Add(new LetPointer(Region.Of(layer, tensor).Name, Region.Parameters + tensor.Offset));
    }

    private Workspace With(Region region, int length)
    {
        _regions.Add(new LetPointer(region.Name, Region.Scratch + _memory.Take(length)));
        _scratch.Add((region, length));
        return this;
    }

    /// <summary>The same without scratch that none of the kernels, which were built on this, uses.</summary>
    public Workspace Of(IReadOnlyList<Kernel> kernels)
    {
        HashSet<string> used = [.. kernels.SelectMany(kernel => kernel.Regions).Select(region => region.Name)];
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
        workspace.WithLayers(Form.Sample, training: false);
        return training ? workspace.With(Region.Losses, 1).WithLayers(Form.Sample, training: true) : workspace;
    }

    /// <summary>For the steps of a stream, one or a block of them: all that a state holds.</summary>
    public static Workspace ForState(NetworkPlan plan)
    {
        if (plan.StepsAtOnce == 0)
            return ForSample(plan, training: false);
        NetworkPlan steps = plan.OfSteps;
        Workspace workspace = new Workspace(steps).WithStream(steps);
        workspace.WithSpareRows(steps);
        return workspace.WithLayers([Form.Sample, Form.Rows], training: false);
    }

    /// <summary>For a block of samples: a row of units for every sample, or of samples for every unit. What only training needs comes last.</summary>
    public static Workspace ForBatch(NetworkPlan plan)
    {
        var workspace = new Workspace(plan);
        bool tiles = plan.Batch == Form.Rows;
        int Length(LayerPlan layer) => tiles ? layer.RowStride * plan.BlockRows : layer.Outputs * plan.SampleStride;
        int across = (tiles ? plan.Output.RowStride : plan.Output.Outputs) * plan.SampleStride;
        workspace.With(tiles ? Region.FewInputs : Region.TurnedInputs, plan.Model.InputSize * (tiles ? plan.TileRows : plan.SampleStride));
        workspace.WithForward(plan, keepsZ: plan.Model.Training, Length);
        if (tiles)
        {
            workspace.WithSpareRows(plan);
            if (plan.OutputsAcrossSamples)
                workspace.With(Region.TurnedOutputs, across);
        }

        workspace.WithLayers(plan.Batch, training: false);
        workspace.ForwardLength = workspace.Length;
        if (!plan.Model.Training)
            return workspace;
        workspace.WithGradients(plan, Length, plan.OutputsAcrossSamples ? across : Length(plan.Output));
        return workspace.WithLayers(plan.Batch, training: true).With(Region.Losses, plan.SampleStride).With(Region.Gradient, plan.TrainableLength);
    }

    /// <param name="keepsZ">Whether the way back needs pre-activations of hidden layers.</param>
    private Workspace WithForward(NetworkPlan plan, bool keepsZ, Func<LayerPlan, int> length)
    {
        foreach (LayerPlan layer in plan.Computed)
        {
            bool hidden = layer != plan.Output;
            if (hidden)
                With(Region.Activations(layer), length(layer));
            if (!hidden || keepsZ && Quantities.NeedsPreActivation(layer))
                With(Region.PreActivations(layer), length(layer));
        }

        return this;
    }

    /// <summary>Outputs of layers in as few places as may be: what nothing takes any more gives its place to what is computed next.</summary>
    private Workspace WithStream(NetworkPlan plan)
    {
        Dictionary<int, Stack<int>> free = [];
        LayerPlan[] hidden = [.. plan.Computed.Where(layer => layer != plan.Output)];
        foreach (LayerPlan layer in hidden)
        {
            int length = layer.RowStride * plan.BlockRows;
            int place = free.TryGetValue(length, out Stack<int>? places) && places.Count > 0 ? places.Pop() : _memory.Take(length);
            _regions.Add(new LetPointer(Region.Activations(layer).Name, Region.Scratch + place));
            _scratch.Add((Region.Activations(layer), length));
            foreach (LayerPlan done in hidden.Where(other => other.Index <= layer.Index && LastReader(other) == layer.Index))
            {
                if (!free.ContainsKey(done.RowStride * plan.BlockRows))
                    free.Add(done.RowStride * plan.BlockRows, new());
                free[done.RowStride * plan.BlockRows].Push(this[Region.Activations(done)].Offset.Constant);
            }
        }

        return With(Region.PreActivations(plan.Output), plan.Output.RowStride * plan.BlockRows);

        int LastReader(LayerPlan layer) => plan.Computed.Where(reader => reader.Sources.Append(reader.Added ?? -1).Any(source => source >= 0 && plan.Layers[source].Holder == layer.Index)).Max(reader => reader.Index);
    }

    private Workspace WithGradients(NetworkPlan plan, Func<LayerPlan, int> length, int targets)
    {
        foreach (LayerPlan layer in plan.Layers)
            With(Region.Gradients(layer), length(layer));
        return With(Region.Targets, targets);
    }

    /// <summary>What layers work in by themselves, each region as long as the layer that needs most of it.</summary>
    private Workspace WithLayers(Form form, bool training) => WithLayers([form], training);

    private Workspace WithLayers(Form[] forms, bool training)
    {
        foreach (IGrouping<Region, (Region Region, int Length)> needed in _plan.Layers.SelectMany(layer => forms.SelectMany(form => layer.Layer.Kind.Scratch(_plan, layer, form, training))).GroupBy(needed => needed.Region))
            With(needed.Key, needed.Max(one => one.Length));
        return this;
    }

    private Workspace WithSpareRows(NetworkPlan plan) => With(Region.Spare, Quantities.SpareRows(plan) * plan.Layers.Max(layer => layer.PaddedOutputs));
}
