using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers;

/// <summary>A kind of layer. One folder each, and a line in <see cref="LayerKinds"/>.</summary>
internal abstract class LayerKind
{
    /// <summary>The name that descriptions of networks and documentation have for it.</summary>
    public abstract string Name { get; }

    /// <summary>The word that stands for it in the architecture text; empty where a number alone does.</summary>
    public abstract string Word { get; }

    /// <summary>What was written, with its meaning.</summary>
    /// <param name="input">The shape that the layer takes.</param>
    /// <param name="count">The number in front of its word: units or channels.</param>
    public abstract Layer Build(Shape input, int count, Activation activation, Initializer initializer);

    public sealed override string ToString() => Name;
}
