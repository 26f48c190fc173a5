using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Pooling;

/// <summary>The maximum or the mean of what a window sees of each channel, as PyTorch's MaxPool and AvgPool.</summary>
/// <param name="Of">The kind, which says which of them.</param>
/// <param name="Lines">How the window moves down a picture; of a signal, whose one line it keeps to, a window of one place.</param>
/// <param name="Places">How it moves along a line.</param>
internal sealed record PoolingLayer(Shape Input, Shape Output, PoolingKind Of, Axis Lines, Axis Places, Activation Activation, Initializer Initializer)
    : Layer(Input, Output, Activation, Initializer)
{
    public override LayerKind Kind => Of;

    public Picture From => Picture.Of(Input);

    public Picture To => Picture.Of(Output);

    /// <summary>What it makes of its inputs.</summary>
    public Windows Windows => new(To, Lines, Places, Of.IsMaximum);

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public override string Text
    {
        get
        {
            if (Of.IsGlobal)
                return Of.Syntax.Word!;
            bool isSquare = Input.Dimensions.Count == 2 || Lines.Size == Places.Size;
            string size = isSquare ? Number(Places.Size) : $"{Number(Lines.Size)}x{Number(Places.Size)}";
            bool ownStride = Places.Stride != Places.Size || Input.Dimensions.Count > 2 && Lines.Stride != Lines.Size;
            return Of.Syntax.Word + size + (ownStride ? "s" + Number(Places.Stride) : "");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
