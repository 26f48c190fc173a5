using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Join;

/// <summary>activation(x₀ + x₁ + …) or activation(x₀ · x₁ · …), value by value.</summary>
/// <param name="Of">The kind, which says which of them.</param>
internal sealed record JoinLayer(Shape Input, JoinKind Of, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => Of;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public override string Text => Of.Syntax.Key!;
}
