using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Dropout;

/// <summary>In training, each value 0 with a probability, else times what keeps the mean, as PyTorch's Dropout; elsewhere what comes in.</summary>
/// <param name="Percent">The probability.</param>
internal sealed record DropoutLayer(Shape Input, int Percent, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => DropoutKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override int Dropped => Percent;

    public override long MultiplyAdds => 0;

    public override string Text => DropoutKind.Word + Percent.ToString(CultureInfo.InvariantCulture);
}
