using NetGen.Compiler.Model;

namespace NetGen.Compiler.Plan;

/// <summary>How a network runs: the parameter block, the shape of its batch kernels, the scratch they need.</summary>
/// <param name="Lanes">Virtual lanes of every reduction: 16 for float, 8 for double, whatever the hardware has.</param>
/// <param name="TrainableLength">The first part of the block: weights and biases, which an optimizer steps through.</param>
/// <param name="BlockLength">The whole block: with buffers and copies behind the trainable part.</param>
/// <param name="Batch">The form in which batches run.</param>
/// <param name="BlockRows">Samples that are computed at a time; a larger batch runs block by block.</param>
internal sealed record NetworkPlan(
    NetworkModel Model,
    int Lanes,
    EquatableArray<LayerPlan> Layers,
    Form Batch,
    int TrainableLength,
    int BlockLength,
    int BlockRows)
{
    public LayerPlan Output => Layers[Layers.Count - 1];

    /// <summary>All parameters, in the order in which they stand in files.</summary>
    public IEnumerable<TensorPlan> Tensors => Layers.SelectMany(layer => layer.Tensors);

    /// <summary>All buffers, in the order in which they stand in files.</summary>
    public IEnumerable<TensorPlan> Buffers => Layers.SelectMany(layer => layer.Buffers);

    /// <summary>The layer whose outputs a layer takes; null where it takes the network's own inputs.</summary>
    public LayerPlan? Before(LayerPlan layer) => layer.Sources[0] < 0 ? null : Layers[layer.Sources[0]];

    /// <summary>The layers that compute something going forward: all but those whose outputs are another's.</summary>
    public IEnumerable<LayerPlan> Computed => Layers.Where(layer => layer.Holder == layer.Index);

    /// <summary>The layers whose outputs a layer takes.</summary>
    public IEnumerable<LayerPlan> Sources(LayerPlan layer) => layer.Sources.Where(source => source >= 0).Select(source => Layers[source]);

    /// <summary>The layers whose outputs a layer takes and whose gradients training needs, as there are parameters in them or before them.</summary>
    public IEnumerable<LayerPlan> Back(LayerPlan layer) => Sources(layer).Where(source => source.Tensors.Count > 0 || GoesBack(source));

    /// <summary>Whether training goes back through a layer.</summary>
    public bool GoesBack(LayerPlan layer) => Back(layer).Any();

    /// <summary>Whether training computes from all samples of a batch at once, in a forward pass of its own.</summary>
    public bool NeedsWholeBatch => Model.Training && Layers.Any(layer => layer.Layer.Kind.NeedsWholeBatch);

    /// <summary>Whether training drops values at random, in a forward pass of its own.</summary>
    public bool Drops => Model.Training && Layers.Any(layer => layer.Layer.Dropped > 0);

    /// <summary>Samples that a batch has at least in training.</summary>
    public int FewestSamples => Layers.Max(layer => layer.FewestSamples);

    /// <summary>The plan of what runs where nothing is trained: this one, unless training computes otherwise.</summary>
    public NetworkPlan Inference
    {
        get
        {
            EquatableArray<LayerPlan> layers = Fusion.OfInference(Layers, Lanes);
            bool isOther = KeepsSteps || !layers.Equals(Layers) || Layers.Any(layer => layer.Layer.Kind.NeedsWholeBatch || layer.Layer.Dropped > 0);
            return isOther ? this with { Model = Model with { Training = false }, Layers = layers } : this;
        }
    }

    /// <summary>Whether training goes forward, block by block, through other kernels than inference.</summary>
    public bool TrainsApart => Model.Training && !NeedsWholeBatch && (KeepsSteps || !Inference.Layers.Equals(Layers));

    /// <summary>Whether training keeps of every step of a window what the way back needs.</summary>
    private bool KeepsSteps => Model is { Training: true, IsStreaming: false } && Layers.Any(layer => layer.Record.States > 0);

    /// <summary>
    /// Whether the outputs of a batch, their loss and its gradient are computed with samples across lanes, even where units are
    /// across lanes before: a softmax over a row of few units leaves most lanes empty and waits for sums across them.
    /// </summary>
    public bool OutputsAcrossSamples => Batch == Form.Lanes || Output.Outputs <= Tuning.MostOutputsAcrossSamples;

    /// <summary>Whether register tiles leave the last layer in rows, to be turned to samples across lanes.</summary>
    public bool TurnsOutputs => Batch == Form.Rows && OutputsAcrossSamples;

    /// <summary>Whether one sample takes so long that what is saved between layers, or at the ends of one, does not count.</summary>
    public bool IsLongForOneSample => Layers.Sum(layer => layer.Inputs * (long)layer.PaddedOutputs) >= Tuning.LongSample;

    /// <summary>Whether training on one sample has kernels of its own; without, it is training on a batch of one.</summary>
    public bool TrainsOneSample => Model.Training && Layers.All(layer => layer.Layer.Kind.HasEveryForm);

    /// <summary>Whether there are transposed copies of weights. What moves the weights may leave them behind; what reads them brings them up to date.</summary>
    public bool HasTransposed => Tensors.Any(tensor => tensor.Transposed is not null);

    /// <summary>
    /// Whether training on one sample reads the transposed copies, and moves them with the weights. It does while they stay in the
    /// first-level cache; beyond, it moves no more than it must and sums along the rows of the weights themselves.
    /// </summary>
    public bool SampleReadsTransposed => HasTransposed && TrainsOneSample && Tensors.All(tensor => (long)tensor.CopyLength * ElementSize <= Tuning.FirstCache);

    /// <summary>Whether training on a batch reads the transposed copies. It never moves them.</summary>
    public bool BatchReadsTransposed => HasTransposed && Batch == Form.Rows;

    /// <summary>Samples that the tiles of a block read at least, however few there are; one where samples are across lanes.</summary>
    public int TileRows => Batch == Form.Rows ? Math.Min(Tuning.MostTileRows, BlockRows) : 1;

    /// <summary>
    /// Steps of a stream that run at a time, layer after layer; 0 where each step goes through all layers before the next, as some layer
    /// needs what all of itself gave at the step before, or as a block of steps would be long.
    /// </summary>
    public int StepsAtOnce => Layers.Any(layer => layer.Ring is not null) && !Layers.Any(layer => layer.Record.States > 0)
        && Layers.Sum(layer => (long)layer.RowStride) * Tuning.StepsAtOnce <= Tuning.LongestSteps ? Tuning.StepsAtOnce : 0;

    /// <summary>The plan of what a stream runs through: this one, unless layers are joined that training keeps apart.</summary>
    public NetworkPlan OfStream => StepsAtOnce == 0 ? this : this with { Model = Model with { Training = false }, Layers = Fusion.OfStream(Layers) };

    /// <summary>The same of a block of steps.</summary>
    public NetworkPlan OfSteps => OfStream with { Batch = Form.Rows, BlockRows = StepsAtOnce };

    /// <summary>The layers that begin a stream with states of the file; others begin with 0.</summary>
    public IEnumerable<LayerPlan> GivenStates => Layers.Where(layer => layer.Layer.IsStreamed && layer.Buffers.Count > 0);

    /// <summary>From one unit's row of samples to the next, where samples are across lanes: whole groups of lanes.</summary>
    public int SampleStride => RowShape.WholeVectors(BlockRows, Lanes);

    /// <summary>Bytes of one number.</summary>
    public int ElementSize => SizeOf(Model.Precision);

    /// <summary>Bytes of one number of that precision.</summary>
    public static int SizeOf(Precision precision) => precision == Precision.Single ? 4 : 8;
}
