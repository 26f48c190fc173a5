using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Slice;

/// <summary>Neighbouring values of a row: features, or whole channels.</summary>
/// <param name="Start">The first of them, in the order of files.</param>
internal sealed record SliceLayer(Shape Input, Shape Output, int Start, Activation Activation, Initializer Initializer) : Layer(Input, Output, Activation, Initializer)
{
    public override LayerKind Kind => SliceKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    /// <summary>The first channel.</summary>
    public int FirstChannel => Start / Picture.Of(Input).Pixels;

    public override string Text => string.Format(CultureInfo.InvariantCulture, "slice({0}..{1})", FirstChannel, FirstChannel + Output.Dimensions[0]);
}
