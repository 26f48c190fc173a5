namespace NetGen.Onnx.Layers;

/// <summary>One step from the inputs of a network towards its output: a row of numbers made of the row of the step before.</summary>
internal abstract class Step(Step? source, int size)
{
    /// <summary>The step before; null for the inputs.</summary>
    public Step? Source => source;

    /// <summary>The numbers of its row.</summary>
    public int Size => size;

    /// <summary>How many layers, at least, a network needs to come here.</summary>
    public virtual int Depth => source?.Depth ?? 0;

    /// <summary>This step as scale ∘ base + shift, which every step is of itself at least.</summary>
    public virtual (Step Base, double Scale, double Shift) At(int index) => (this, 1, 0);
}

/// <summary>The inputs of the model, one after the other.</summary>
internal sealed class InputStep(int size) : Step(null, size);

/// <summary>y[i] = x[places[i]].</summary>
internal sealed class SelectStep(Step source, int[] places) : Step(source, places.Length)
{
    public override int Depth { get; } = source.Depth;

    public IReadOnlyList<int> Places => places;
}

/// <summary>y = W x, with W [outputs, inputs].</summary>
internal sealed class DenseStep(Step source, double[] weights, int outputs) : Step(source, outputs)
{
    public double[] Weights => weights;

    /// <summary>A product right behind an activation is of the next layer, which is counted with its own.</summary>
    public override int Depth { get; } = source.Depth;
}

/// <summary>y[i] = scale[i] x[i] + shift[i]. Two of them in a row are one.</summary>
internal sealed class ScaleStep : Step
{
    private readonly double[] _scale;
    private readonly double[] _shift;

    private ScaleStep(Step source, double[] scale, double[] shift)
        : base(source, source.Size) => (_scale, _shift, Depth) = (scale, shift, source.Depth);

    public override int Depth { get; }

    public IReadOnlyList<double> Scale => _scale;

    public IReadOnlyList<double> Shift => _shift;

    public static ScaleStep Of(Step source, double[] scale, double[] shift) => source is ScaleStep before
        ? new(before.Source!, [.. scale.Select((factor, i) => factor * before._scale[i])], [.. scale.Select((factor, i) => (factor * before._shift[i]) + shift[i])])
        : new(source, scale, shift);

    public static ScaleStep Of(Step source, double scale, double shift) => Of(source, Repeated(scale, source.Size), Repeated(shift, source.Size));

    public override (Step Base, double Scale, double Shift) At(int index) => (Source!, _scale[index], _shift[index]);

    private static double[] Repeated(double value, int count) => [.. Enumerable.Repeat(value, count)];
}

/// <summary>y = f(x), by the name that NetGen has for it, or <see cref="Erf"/>.</summary>
internal sealed class ActivationStep(Step source, string name) : Step(source, source.Size)
{
    /// <summary>No activation of its own, but a part of GELU as many write it.</summary>
    public const string Erf = "erf";

    public string Name => name;

    /// <summary>As each layer has one activation.</summary>
    public override int Depth { get; } = source.Depth + 1;
}
