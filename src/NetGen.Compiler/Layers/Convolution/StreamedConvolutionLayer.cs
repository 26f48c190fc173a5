using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// activation(W ∗ x + b) over a stream, of which it takes one step after the other: PyTorch's Conv1d with all zeros in front, so that a
/// step sees itself and steps before it.
/// </summary>
/// <param name="Places">How the kernel reaches back in time.</param>
internal sealed record StreamedConvolutionLayer(Shape Input, int Channels, Axis Places, Activation Activation, Initializer Initializer)
    : Layer(Input, Shape.Of(Channels), Activation, Initializer)
{
    public override LayerKind Kind => StreamedConvolutionKind.Instance;

    public override bool IsStreamed => true;

    public override bool HasActivation => true;

    public int Taps => Places.Size;

    public override IReadOnlyList<Tensor> Tensors => [new("weight", Shape.Of(Channels, Inputs, Taps), "W"), new("bias", Shape.Of(Channels), "B")];

    public override long MultiplyAdds => (long)Channels * Inputs * Taps;

    public override string Text => string.Format(CultureInfo.InvariantCulture, Places.Dilation > 1 ? "{0}c{1}causald{2}" : "{0}c{1}causal", Channels, Taps, Places.Dilation);
}
