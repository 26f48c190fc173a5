using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Clip;

/// <summary>activation(min(max(x, least), most)), value by value, as PyTorch's clamp: the gradient passes within the bounds and on them.</summary>
internal sealed record ClipLayer(Shape Input, Bounds Bounds, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => ClipKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Constants => Bounds.Constants;

    public override long MultiplyAdds => 0;

    public override string Text => $"clip({Bounds})";
}
