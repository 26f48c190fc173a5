using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// activation(W ∗ x + b) over a signal or a picture, as PyTorch's Conv1d and Conv2d: W of shape [channels, input channels of a group, …kernel],
/// not turned round.
/// </summary>
/// <param name="Lines">How the kernel moves down a picture; of a signal, whose one line it keeps to, a window of one place.</param>
/// <param name="Places">How it moves along a line.</param>
/// <param name="Groups">Into how many groups channels are divided on either side; a group sees the one of its own number alone.</param>
internal sealed record ConvolutionLayer(Shape Input, int Channels, Axis Lines, Axis Places, int Groups, Activation Activation, Initializer Initializer)
    : Layer(Input, ShapeOf(Input, Channels, Lines, Places), Activation, Initializer)
{
    public override LayerKind Kind => ConvolutionKind.Instance;

    public Picture From => Picture.Of(Input);

    /// <summary>What it gives; where pooling follows at once, what that takes.</summary>
    public Picture To => Picture.Of(ShapeOf(Input, Channels, Lines, Places));

    /// <summary>Pooling of what it gives while that is in registers, whose outputs are its own then; else null.</summary>
    public Windows? Pooled { get; init; }

    public override Frame? Frame => new[] { Lines, Places }.Any(axis => axis.Before + axis.After > 0) ? new(Lines.Before, Lines.After, Places.Before, Places.After) : null;

    /// <summary>Places of the whole kernel.</summary>
    public int Taps => Lines.Size * Places.Size;

    /// <summary>Channels that a group sees.</summary>
    public int GroupInputs => From.Channels / Groups;

    /// <summary>Channels that a group gives.</summary>
    public int GroupOutputs => Channels / Groups;

    /// <summary>Whether every channel is a group.</summary>
    public bool IsDepthwise => Groups > 1 && GroupInputs == 1 && GroupOutputs == 1;

    public override IReadOnlyList<Tensor> Tensors =>
    [
        new("weight", IsSignal ? Shape.Of(Channels, GroupInputs, Places.Size) : Shape.Of(Channels, GroupInputs, Lines.Size, Places.Size), "W"),
        new("bias", Shape.Of(Channels), "B"),
    ];

    public override long MultiplyAdds => (long)Outputs * GroupInputs * Taps;

    public override string Text
    {
        get
        {
            string text = $"{Number(Channels)}c{Of(axis => axis.Size)}";
            if (Places.Stride > 1)
                text += "s" + Number(Places.Stride);
            bool isEven = Places.Before == Places.After && (IsSignal || Lines.Before == Lines.After && Lines.Before == Places.Before);
            if (!isEven)
                text += Places.After == 0 ? "causal" : "same";
            else if (Places.Before > 0)
                text += "p" + Number(Places.Before);
            if (Places.Dilation > 1)
                text += "d" + Number(Places.Dilation);
            return Groups > 1 ? text + "g" + Number(Groups) : text;
        }
    }

    private bool IsSignal => Input.Dimensions.Count == 2;

    /// <summary>The shape that comes out; it has no values where the kernel does not fit.</summary>
    public static Shape ShapeOf(Shape input, int channels, Axis lines, Axis places)
    {
        Picture from = Picture.Of(input);
        return new Picture(channels, lines.Windows(from.Height), places.Windows(from.Width)).Like(input);
    }

    private string Of(Func<Axis, int> number) => IsSignal || number(Lines) == number(Places) ? Number(number(Places)) : $"{Number(number(Lines))}x{Number(number(Places))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
