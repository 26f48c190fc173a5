using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers;

/// <summary>A kind of layer: how it runs. Most are written by users; some, a plan puts between others.</summary>
internal abstract class LayerKind
{
    /// <summary>The name that descriptions of networks and documentation have for it.</summary>
    public abstract string Name { get; }

    /// <summary>The layers that run in place of one, side by side on what it takes, with its outputs one after the other; empty where it runs itself.</summary>
    public virtual IReadOnlyList<Layer> Parts(Layer layer) => [];

    /// <summary>How a layer runs, its parameters in memory of the block.</summary>
    /// <param name="before">The layer that its inputs come from; null where they are the network's own.</param>
    public abstract LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block);

    /// <summary>Whether batches may run with samples across lanes, and training on one sample in a form of its own.</summary>
    public virtual bool HasEveryForm => false;

    /// <summary>Whether it takes the network's own inputs as they lie; else they are brought into the rows in which layers give their outputs.</summary>
    public virtual bool TakesNetworkInputs => true;

    /// <summary>Whether it normalises what the layer before gives, which has no activation then unless it names one.</summary>
    public virtual bool Normalises => false;

    /// <summary>Whether training computes from all samples of a batch at once.</summary>
    public virtual bool NeedsWholeBatch => false;

    /// <summary>Whether it gives pictures, one sample of a block after the other.</summary>
    public virtual bool GivesPictures => false;

    /// <summary>Whether Trace can show its units.</summary>
    public virtual bool HasTrace => false;

    /// <summary>The same with what is no parameter and stands behind all of the network's: buffers, and what inference reads in place of parameters.</summary>
    /// <param name="before">The layer that its inputs come from; null for the first.</param>
    public virtual LayerPlan WithBuffers(LayerPlan layer, LayerPlan? before, bool trains, int lanes, Allocator block) => layer;

    /// <summary>A layer and the one before it as one, where nothing is trained and nobody else takes what that gives; null where there is none.</summary>
    /// <param name="isOutput">Whether the layer is the network's last.</param>
    public virtual LayerPlan? Fuse(LayerPlan before, LayerPlan layer, bool isOutput) => null;

    /// <summary>The layer that makes of its pre-activations, while they are in registers, what pooling makes of its outputs; null where there is none.</summary>
    /// <param name="windows">Those of the pooling, which follow each other without a gap.</param>
    public virtual Layer? Pooled(LayerPlan layer, Windows windows) => null;

    /// <summary>A layer that gives its picture with zeros around it, where nothing is trained; null where it cannot.</summary>
    public virtual LayerPlan? Framed(LayerPlan layer, Frame frame, int lanes) => null;

    /// <summary>Whether it gives the sum of the rows that it takes.</summary>
    public virtual bool Adds => false;

    /// <summary>A layer that adds the outputs of another to its sums, where a stream is run; null where it cannot.</summary>
    /// <param name="added">The other, by its index.</param>
    /// <param name="activation">What the sum of both goes through.</param>
    public virtual LayerPlan? WithAdded(LayerPlan layer, int added, Activation activation) => null;

    /// <summary>The same with the copies of its parameters that training reads beside, which stand behind all parameters of the network.</summary>
    /// <param name="before">The layer that its inputs come from; null for the first, whose inputs nobody needs a gradient by.</param>
    public virtual LayerPlan WithCopies(LayerPlan layer, LayerPlan? before, int lanes, Allocator block) => layer;

    /// <summary>Scratch that a layer works in beside its outputs, pre-activations and gradients. Layers share what has the same name.</summary>
    /// <param name="training">Whether what only training works in counts; else what only the forward pass does.</param>
    public virtual IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training) => [];

    /// <summary>A block of samples with units across lanes.</summary>
    public abstract IBlockLayer Rows(NetworkPlan plan, Shapes shapes);

    /// <summary>A block of samples with samples across lanes; null where there is no such form.</summary>
    public virtual IBlockLayer? Lanes(NetworkPlan plan, Shapes shapes) => null;

    /// <summary>One sample; an <see cref="ISampleTraining"/> of a kind that has every form.</summary>
    /// <param name="together">Whether all layers go through one method.</param>
    /// <param name="held">The rows that stand in registers.</param>
    public abstract ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held);

    public sealed override string ToString() => Name;
}
