using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Flatten;

/// <summary>A picture channel after channel, as networks give their outputs, where memory has it pixel after pixel.</summary>
internal sealed record FlattenLayer(Shape Input, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => FlattenKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public override string Text => "flatten";
}
