using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>One step from the inputs of a network towards its output: a row of numbers made of the rows of other steps.</summary>
internal abstract class Step(IReadOnlyList<Step> sources, int size)
{
    /// <summary>The steps that it takes; none for an input.</summary>
    public IReadOnlyList<Step> Sources => sources;

    /// <summary>The step that it takes, where that is one.</summary>
    public Step Source => sources[0];

    /// <summary>The numbers of its row.</summary>
    public int Size => size;

    /// <summary>The node that it comes from, for messages.</summary>
    public string Where { get; private set; } = "";

    /// <summary>Whether several nodes take it, so that what is done to it for one of them is no part of it.</summary>
    public bool IsShared { get; set; }

    /// <summary>How many layers, at least, a network needs to come here.</summary>
    public int Depth => Before + Layers;

    /// <summary>How many layers more than the steps before it this one needs, at least.</summary>
    protected virtual int Layers => 0;

    /// <summary>Whether the layer that this becomes can have an activation of its own.</summary>
    protected virtual bool TakesActivation => false;

    private int Before { get; } = sources.Select(source => source.Depth).DefaultIfEmpty().Max();

    /// <summary>This step as scale ∘ base + shift, which every step is of itself at least.</summary>
    public virtual (Step Base, double Scale, double Shift) At(int index) => (this, 1, 0);

    /// <summary>Says which node this step comes from, and those before it that do not know it yet.</summary>
    public void ComeFrom(string where)
    {
        var unknown = new Stack<Step>([this]);
        while (unknown.TryPop(out Step? step))
        {
            if (step.Where.Length > 0)
                continue;
            step.Where = where;
            foreach (Step source in step.Sources)
                unknown.Push(source);
        }
    }

    protected static bool HasActivation(Step step) => step is ScaleStep ? HasActivation(step.Source) : step.TakesActivation;
}

/// <summary>An input of the model, as it lies there.</summary>
internal sealed class InputStep(string name, int size) : Step([], size)
{
    public string Name => name;
}

/// <summary>y[i] = x[places[i]].</summary>
internal sealed class SelectStep(Step source, int[] places) : Step([source], places.Length)
{
    public IReadOnlyList<int> Places => places;
}

/// <summary>All rows, one after the other.</summary>
internal sealed class JoinStep(IReadOnlyList<Step> sources) : Step(sources, sources.Sum(source => source.Size));

/// <summary>y = W x, with W [outputs, inputs].</summary>
internal class DenseStep(Step source, double[] weights, int outputs) : Step([source], outputs)
{
    public double[] Weights => weights;
}

/// <summary>The mean of all of a row.</summary>
internal sealed class MeanStep(Step source) : DenseStep(source, [.. Enumerable.Repeat(1.0 / source.Size, source.Size)], outputs: 1);

/// <summary>y[i] = scale[i] x[i] + shift[i]. Two of them in a row are one, unless others take the first, too.</summary>
internal sealed class ScaleStep : Step
{
    private readonly double[] _scale;
    private readonly double[] _shift;

    private ScaleStep(Step source, double[] scale, double[] shift)
        : base([source], source.Size) => (_scale, _shift) = (scale, shift);

    public IReadOnlyList<double> Scale => _scale;

    public IReadOnlyList<double> Shift => _shift;

    public static ScaleStep Of(Step source, double[] scale, double[] shift) => source is ScaleStep { IsShared: false } before
        ? new(before.Source, [.. scale.Select((factor, i) => factor * before._scale[i])], [.. scale.Select((factor, i) => (factor * before._shift[i]) + shift[i])])
        : new(source, scale, shift);

    /// <summary>The same of a step that others take, too, whose own factors stay where they are.</summary>
    public static ScaleStep Beside(Step source, double[] scale, double[] shift) => new(source, scale, shift);

    public static ScaleStep Of(Step source, double scale, double shift) => Of(source, Repeated(scale, source.Size), Repeated(shift, source.Size));

    public override (Step Base, double Scale, double Shift) At(int index)
    {
        Step step = this;
        (double scale, double shift) = (1.0, 0.0);
        for (; step is ScaleStep here; step = here.Source)
            (scale, shift) = (scale * here._scale[index], shift + (scale * here._shift[index]));
        return (step, scale, shift);
    }

    private static double[] Repeated(double value, int count) => [.. Enumerable.Repeat(value, count)];
}

/// <summary>y = f(x), by the name that NetGen has for it, or <see cref="Erf"/>.</summary>
internal sealed class ActivationStep(Step source, string name) : Step([source], source.Size)
{
    /// <summary>No activation of its own, but a part of GELU as many write it.</summary>
    public const string Erf = "erf";

    public static readonly string[] OverUnits = ["softmax", "logSoftmax"];

    public string Name => name;

    /// <summary>Whether a value depends on all others, too.</summary>
    public bool IsOfUnits => OverUnits.Contains(name);

    /// <summary>As each layer has one activation.</summary>
    protected override int Layers => HasActivation(Source) ? 0 : 1;
}

/// <summary>√x, or 1 ÷ √x: no layer of its own, but a part of layer normalisation as many write it.</summary>
internal sealed class RootStep(Step source, bool isInverse) : Step([source], source.Size)
{
    public bool IsInverse => isInverse;
}

/// <summary>Rows of one size, value by value: their sum or their product.</summary>
internal sealed class CombineStep(Step left, Step right, bool isProduct) : Step([left, right], left.Size)
{
    public bool IsProduct => isProduct;

    protected override int Layers => 1;

    protected override bool TakesActivation => true;
}

/// <summary>A convolution of a row of [channels, …lengths], with weights [outputs, channels of a group, …kernel].</summary>
internal sealed class ConvolutionStep(Step source, int channels, Window[] axes, double[] weights, int outputs, int groups)
    : Step([source], outputs * axes.Aggregate(1, (product, axis) => product * axis.Count))
{
    public int Channels => channels;

    public IReadOnlyList<Window> Axes => axes;

    public double[] Weights => weights;

    public int Outputs => outputs;

    public int Groups => groups;

    protected override int Layers => 1;

    protected override bool TakesActivation => true;
}

/// <summary>Zeros around a row of [channels, …lengths].</summary>
internal sealed class BorderStep(Step source, int channels, Window[] axes) : Step([source], channels * axes.Aggregate(1, (product, axis) => product * axis.Count))
{
    public int Channels => channels;

    public IReadOnlyList<Window> Axes => axes;

    /// <summary>A convolution of one place, whose own border it is.</summary>
    public ConvolutionStep AsConvolution()
    {
        var step = new ConvolutionStep(Source, channels, axes, [.. Enumerable.Repeat(1.0, channels)], channels, channels);
        step.ComeFrom(Where);
        return step;
    }
}

/// <summary>The largest value or the mean of windows of a row of [channels, …lengths], channel by channel.</summary>
internal sealed class PoolingStep(Step source, int channels, Window[] axes, bool isMaximum)
    : Step([source], channels * axes.Aggregate(1, (product, axis) => product * axis.Count))
{
    public int Channels => channels;

    public IReadOnlyList<Window> Axes => axes;

    public bool IsMaximum => isMaximum;

    protected override int Layers => 1;
}

/// <summary>The mean of everything in a channel.</summary>
internal sealed class GlobalAverageStep(Step source, int channels, int[] lengths) : Step([source], channels)
{
    public IReadOnlyList<int> Lengths => lengths;

    protected override int Layers => 1;
}

/// <summary>(x − mean) / √(variance + ε) over all of a row.</summary>
internal sealed class NormaliseStep(Step source, double epsilon) : Step([source], source.Size)
{
    public double Epsilon => epsilon;

    protected override int Layers => 1;

    protected override bool TakesActivation => true;
}

/// <summary>
/// All steps of a recurrent layer, a row of [steps, units], over one of [steps, features]. Its state before the first step is 0, inputs
/// of the model, or constant.
/// </summary>
internal sealed class RecurrentStep(Step source, string kind, int steps, int units, RecurrentWeights weights, IReadOnlyList<RecurrentState> state, IReadOnlyList<double[]> initial)
    : Step([source], steps * units)
{
    /// <summary>What NetGen calls it: rnn, gru or lstm.</summary>
    public string Kind => kind;

    public int Steps => steps;

    public int Units => units;

    /// <summary>In PyTorch's order of gates.</summary>
    public RecurrentWeights Weights => weights;

    public IReadOnlyList<RecurrentState> State => state;

    /// <summary>The constant states before the first step; empty where they are 0.</summary>
    public IReadOnlyList<double[]> Initial => initial;

    protected override int Layers => 1;
}

/// <summary>W x + b + U h + b′ of every gate: [gates · units, features], [gates · units, units], and the two biases.</summary>
internal sealed record RecurrentWeights(double[] Inputs, double[] States, double[] InputBias, double[] StateBias);

/// <summary>A state that is an input of the model.</summary>
/// <param name="Input">The input that it is a part of.</param>
/// <param name="Start">Where in the input it begins.</param>
/// <param name="Next">The value of the model that it is after the step; null where the model does not say it.</param>
internal sealed record RecurrentState(InputStep Input, int Start, string? Next);
