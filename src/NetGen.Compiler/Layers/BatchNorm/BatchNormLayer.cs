using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.BatchNorm;

/// <summary>
/// activation(weight · (x − mean) / √(variance + 1e-5) + bias), channel by channel, as PyTorch's BatchNorm1d and BatchNorm2d: mean and
/// variance are those of the batch in training, over all pixels of a picture, and running ones elsewhere.
/// </summary>
internal sealed record BatchNormLayer(Shape Input, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => BatchNormKind.Instance;

    public Picture Picture => Picture.Of(Input);

    public override IReadOnlyList<Tensor> Tensors => [Of("weight", "Gamma", 1), Of("bias", "Beta", 0)];

    public override IReadOnlyList<Tensor> Buffers => [Of("running_mean", "RunningMean", 0), Of("running_var", "RunningVar", 1)];

    public override long MultiplyAdds => Outputs;

    public override string Text => BatchNormKind.Word;

    private Tensor Of(string name, string symbol, double first) => new(name, Shape.Of(Picture.Channels), symbol) { First = first };
}
