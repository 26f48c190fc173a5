using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Concat;

/// <summary>The features, or the channels, of several layers, one after the other.</summary>
/// <param name="Output">With as many channels as they have together.</param>
internal sealed record ConcatLayer(Shape Output, Activation Activation, Initializer Initializer) : Layer(Output, Output, Activation, Initializer)
{
    public override LayerKind Kind => ConcatKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public override string Text => "concat";
}
