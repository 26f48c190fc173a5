using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>The sums of one sample through a convolution and back: one way for each way in which channels depend on channels.</summary>
internal abstract class ConvolutionSums(Shapes shapes)
{
    /// <summary>Receives the sums of one pixel over one vector of channels; of a longer vector, also those of the pixels that follow.</summary>
    public delegate void Sink(Pixel pixel, UnitVector channels, Value sum);

    protected Shapes Shapes { get; } = shapes;

    /// <summary>What <see cref="Forward"/> of every sample needs.</summary>
    public virtual void Prepare(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
    }

    /// <summary>What <see cref="Backward"/> of every sample needs.</summary>
    public virtual void PrepareBackward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
    }

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
    public static (Axis Lines, Axis Places) Back(ConvolutionLayer convolution) =>
        (new(convolution.Lines.Size, Dilation: convolution.Lines.Dilation), new(convolution.Places.Size, Dilation: convolution.Places.Dilation));

    /// <summary>
    /// All of a number of things, as few tiles as registers allow and of one size. Where the last has fewer, it begins earlier and
    /// some are computed once more, to the same numbers.
    /// </summary>
    protected static void Across(KernelBuilder kernel, string name, int all, int atOnce, Action<Index, int> body)
    {
        (_, int count) = TileShape.Evenly(all, atOnce);
        kernel.ForTiles(name, all, count, first => body(first, count));
    }

    /// <summary>The same of what is added to, which must not overlap: the last tile is a smaller one.</summary>
    protected static void AcrossOnce(KernelBuilder kernel, string name, int all, int atOnce, Action<Index, int> body)
    {
        (_, int count) = TileShape.Evenly(all, atOnce);
        int whole = all / count * count;
        kernel.For(name, whole, count, first => body(first, count));
        if (whole < all)
            body(whole, all - whole);
    }

    /// <summary>Adds the sums over all pixels of the gradient by pre-activations, which is that by biases, to as many in memory.</summary>
    /// <param name="gradients">Vectors of the first pixel.</param>
    /// <param name="pixel">From one pixel to the next.</param>
    protected void AddPixels(KernelBuilder kernel, Flavour flavour, int vectors, string name, int pixels, Pointer gradients, int pixel, Pointer to)
    {
        // One sum would wait for itself at every pixel. As many for every width of vector, so that all give the same bits.
        int chains = Math.Min(pixel >= Shapes.Lanes ? Tuning.Chains / 2 : Tuning.Chains, pixels), whole = pixels / chains * chains;
        Variable[][] sums = [.. Enumerable.Range(0, chains).Select(_ => Enumerable.Range(0, vectors).Select(_ => kernel.Let(flavour, name, 0)).ToArray())];
        kernel.For("pixel", whole, chains, first => AddTo(first, chains));
        AddTo(whole, pixels - whole);
        for (int chain = 1; chain < chains; chain++)
            for (int vector = 0; vector < vectors; vector++)
                kernel.Add(new Set(flavour, sums[0][vector].Name, sums[0][vector] + sums[chain][vector]));
        Add(kernel, flavour, sums[0], to);

        void AddTo(Index first, int count)
        {
            for (int chain = 0; chain < count; chain++)
                for (int vector = 0; vector < vectors; vector++)
                    kernel.Add(new Set(flavour, sums[chain][vector].Name, sums[chain][vector] + new Load(gradients + (first + chain) * pixel + flavour.Step * vector)));
        }
    }

    /// <summary>Adds some vectors to as many in memory.</summary>
    protected static void Add(KernelBuilder kernel, Flavour flavour, IReadOnlyList<Variable> sums, Pointer to)
    {
        for (int vector = 0; vector < sums.Count; vector++)
            kernel.Add(new Store(flavour, to + flavour.Step * vector, new Load(to + flavour.Step * vector) + sums[vector]));
    }
}
