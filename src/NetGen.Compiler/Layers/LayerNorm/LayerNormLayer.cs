using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.LayerNorm;

/// <summary>
/// activation(weight · (x − mean) / √(variance + 1e-5) + bias), with mean and variance of all values of one sample, as PyTorch's
/// LayerNorm over the whole shape.
/// </summary>
internal sealed record LayerNormLayer(Shape Input, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => LayerNormKind.Instance;

    public Picture Picture => Picture.Of(Input);

    public override IReadOnlyList<Tensor> Tensors => [new("weight", Input, "Gamma") { First = 1 }, new("bias", Input, "Beta") { First = 0 }];

    public override long MultiplyAdds => Outputs;

    public override string Text => LayerNormKind.Word;
}
