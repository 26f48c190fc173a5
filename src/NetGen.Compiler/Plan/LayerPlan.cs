using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>How one layer runs: what of it depends on sizes. Each kind adds what is its own.</summary>
/// <param name="Index">Its place among the layers of the plan, from 0.</param>
/// <param name="PaddedOutputs">Outputs rounded up to whole vectors; the padding is always zero.</param>
/// <param name="RowStride">From one sample's row of outputs to the next, where a batch keeps rows: at least the padded outputs.</param>
internal abstract record LayerPlan(int Index, Layer Layer, int PaddedOutputs, int RowStride)
{
    /// <summary>Pixels of its outputs, which lie one after the other with all their channels; 1 where they are no picture.</summary>
    public int Pixels { get; init; } = 1;

    /// <summary>Channels of a pixel, rounded up to whole vectors.</summary>
    public int PaddedChannels { get; init; } = PaddedOutputs;

    /// <summary>Elements that a sample of a block takes in scratch beside its outputs, their pre-activations and their gradients.</summary>
    public virtual int Beside => Ring is null ? 0 : Ring.RowLength + PaddedOutputs;

    /// <summary>Samples that a batch has at least in training.</summary>
    public virtual int FewestSamples => 1;

    /// <summary>Of a layer of a stream: elements that it remembers, which a record of a step begins with, and those of a record.</summary>
    public virtual (int States, int Length) Record => (0, 0);

    /// <summary>Of a layer of a stream: the steps of its inputs that it remembers; else null.</summary>
    public RingPlan? Ring { get; init; }

    /// <summary>Where a stream is run, the layer whose outputs are added to the sums before the activation; else null.</summary>
    public int? Added { get; init; }

    public int Channels => Outputs / Pixels;

    /// <summary>The zeros around the picture that it gives, where the layer that takes it wants them there; else null.</summary>
    public Frame? Frame { get; init; }

    /// <summary>Elements of a row up to its last pixel.</summary>
    public int PixelsLength => Pixels * PaddedChannels;

    /// <summary>Units of a row behind which there is only padding; the padding of pixels counts, as whatever needs it zero makes it so pixel by pixel.</summary>
    public int Units => Pixels == 1 ? Outputs : PaddedOutputs;

    public int Inputs => Layer.Inputs;

    public int Outputs => Layer.Outputs;

    /// <summary>What the names of its tensors begin with.</summary>
    public string Name { get; init; } = LayerSpec.NameOf(Index);

    /// <summary>The layers whose outputs it takes, by their indexes; −1 for the network's own inputs.</summary>
    public EquatableArray<int> Sources { get; init; } = new([Index - 1]);

    /// <summary>The layer in whose memory its outputs lie.</summary>
    public int Holder { get; init; } = Index;

    /// <summary>In a line.</summary>
    public string Summary => $"{Name}: {Inputs} → {Outputs}, {Layer.Activation}.";

    /// <summary>Where its parameters lie, in the order of the layer's tensors.</summary>
    public abstract IReadOnlyList<TensorPlan> Tensors { get; }

    /// <summary>Where its buffers lie, in the order of the layer's.</summary>
    public virtual IReadOnlyList<TensorPlan> Buffers => [];

    /// <summary>What else of the block its kernels work in, by what they call it, with its place and length.</summary>
    public virtual IReadOnlyList<(string Symbol, int Offset, int Length)> Notes => [];
}
