using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// Several neighbouring pixels of a line in one vector, where the channels of one fill a part of it: a kernel that moves by so many pixels
/// at a time, sees what all of them see, and has for each the weights at its own places and zeros at the others.
/// </summary>
/// <param name="Count">Pixels of a vector.</param>
/// <param name="Places">How that kernel moves along a line.</param>
/// <param name="Width">Padded channels of a pixel.</param>
internal sealed record Neighbours(int Count, Axis Lines, Axis Places, int Channels, int Width)
{
    /// <summary>The part of its products with zeros from which on they cost what fuller vectors save, in quarters.</summary>
    private const int Quarters = 3;

    private int Row => Count * Width;

    private int StepsOfLine => Places.Size * Channels;

    public int Steps => Lines.Size * StepsOfLine;

    /// <summary>Weights, and biases behind them.</summary>
    public int Length => (Steps + 1) * Row;

    public Panel Panel => new(0, Row);

    /// <summary>Where the biases are.</summary>
    public int Biases => Steps * Row;

    /// <summary>As many pixels as fill a vector of so many lanes; null where that saves nothing.</summary>
    /// <param name="channels">Channels that are summed.</param>
    /// <param name="width">Padded channels of the sums.</param>
    public static Neighbours? Of(Picture to, Axis lines, Axis places, int channels, int width, int lanes)
    {
        int count = lanes / width, size = places.Size + (count - 1) * places.Stride;
        return count > 1 && to.Width % count == 0 && places.Dilation == 1 && size * 4 <= places.Size * count * Quarters
            ? new(count, lines, new Axis(size, places.Stride * count), channels, width)
            : null;
    }

    /// <summary>Those of the way forward. What stands in the lanes behind the last channel of a pixel is computed with it, and must come to zero.</summary>
    public static Neighbours? Forward(ConvolutionLayer layer, ProductPlan plan, int lanes) =>
        layer.Groups == 1 && Padding.Of(Formulas.Simplify(layer.Activation.Forward(Quantities.Z)), _ => 0) == 0
            ? Of(layer.To, layer.Lines, layer.Places, layer.From.Channels, plan.PaddedChannels, lanes)
            : null;

    /// <summary>Those of the way back.</summary>
    public static Neighbours? Backward(ConvolutionLayer layer, ProductPlan plan, int lanes)
    {
        (Axis lines, Axis places) = ConvolutionSums.Back(layer);
        return layer.Groups == 1 && plan.Transposed is { } copy ? Of(layer.From, lines, places, layer.Channels, copy.PaddedInputs, lanes) : null;
    }

    /// <summary>Lays out the weights in memory, from those of one pixel.</summary>
    /// <param name="flavour">Vectors for one pixel.</param>
    public void Spread(KernelBuilder kernel, Flavour flavour, Pointer weights, Pointer? biases, Region into)
    {
        int own = (Places.Size - (Count - 1) * (Places.Stride / Count)) * Channels;
        kernel.Clear(flavour, into, Biases);
        for (int pixel = 0; pixel < Count; pixel++)
        {
            int first = pixel * (Places.Stride / Count) * Channels * Row + pixel * Width;
            kernel.For("ky", Lines.Size, 1, ky => kernel.For("k", own, 1, k => kernel.For("j", Width, flavour.Step, j => kernel.Add(new Store(
                flavour, into + ky * (StepsOfLine * Row) + k * Row + first + j, new Load(weights + ky * (own * Width) + k * Width + j))))));
            if (biases is not null)
                kernel.For("j", Width, flavour.Step, j => kernel.Add(new Store(flavour, into + (Biases + pixel * Width) + j, new Load(biases + j))));
        }
    }
}
