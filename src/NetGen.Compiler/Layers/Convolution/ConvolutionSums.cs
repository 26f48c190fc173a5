using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>The sums of one sample through a convolution and back: one way for each way in which channels depend on channels.</summary>
internal abstract class ConvolutionSums(Shapes shapes)
{
    /// <summary>Receives the sums of one pixel over one vector of channels.</summary>
    public delegate void Sink(Index pixel, UnitVector channels, Value sum);

    protected Shapes Shapes { get; } = shapes;

    /// <summary>The pre-activations, from inputs with the zeros around them.</summary>
    public abstract void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Sink sink);

    /// <summary>The gradient by the inputs.</summary>
    /// <param name="before">The layer that they come from.</param>
    /// <param name="image">The gradient by pre-activations, spread and surrounded with zeros.</param>
    public abstract void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Sink sink);

    /// <summary>Adds the gradient by the parameters to <see cref="Region.Sums"/>, laid out as they are.</summary>
    /// <param name="image">The inputs with the zeros around them.</param>
    /// <param name="gradients">The gradient by pre-activations.</param>
    public abstract void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients);

    /// <summary>How a kernel turned round moves over the gradient by pre-activations: from pixel to pixel.</summary>
    protected static (Axis Lines, Axis Places) Back(ConvolutionLayer convolution) =>
        (new(convolution.Lines.Size, Dilation: convolution.Lines.Dilation), new(convolution.Places.Size, Dilation: convolution.Places.Dilation));

    /// <summary>
    /// All of a number of things, as few tiles as registers allow and of one size. Where the last has fewer, it begins earlier and
    /// some are computed once more, to the same numbers; what is added to must not overlap.
    /// </summary>
    protected static void Across(KernelBuilder kernel, string name, int all, int atOnce, Action<Index, int> body, bool overlaps = true)
    {
        int tiles = (all + atOnce - 1) / atOnce, count = overlaps ? (all + tiles - 1) / tiles : Math.Min(all, atOnce), whole = all / count * count;
        kernel.For(name, whole, count, first => body(first, count));
        if (whole < all)
            body(overlaps ? all - count : whole, overlaps ? count : all - whole);
    }

    /// <summary>Adds some vectors to as many in memory.</summary>
    protected static void Add(KernelBuilder kernel, Flavour flavour, IReadOnlyList<Variable> sums, Pointer to)
    {
        for (int vector = 0; vector < sums.Count; vector++)
            kernel.Add(new Store(flavour, to + flavour.Step * vector, new Load(to + flavour.Step * vector) + sums[vector]));
    }
}
