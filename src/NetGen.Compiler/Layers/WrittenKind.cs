namespace NetGen.Compiler.Layers;

/// <summary>A kind of layer that one writes, in the architecture text or in JSON. One folder each, and a line in <see cref="LayerKinds"/>.</summary>
internal abstract class WrittenKind : LayerKind
{
    /// <summary>How it is written.</summary>
    public abstract LayerSyntax Syntax { get; }

    /// <summary>Whether a layer that is written so remembers steps of a stream, where inputs have no number of steps: then the network is for streams.</summary>
    public virtual bool Remembers(LayerSpec written) => false;

    /// <summary>What was written, with its meaning; null with a finding where it has none.</summary>
    /// <param name="written">Every number of it is in range; a count that is not known is 1.</param>
    public abstract Layer? Build(LayerSpec written, LayerContext context);
}
