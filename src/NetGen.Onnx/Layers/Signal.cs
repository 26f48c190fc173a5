using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;

namespace NetGen.Onnx.Layers;

/// <summary>A value of a model that depends on its inputs: numbers of a step's row, in a shape of the model's.</summary>
/// <param name="Step">The step.</param>
/// <param name="Places">Which numbers of its row stand where.</param>
internal sealed record Signal(Step Step, Tensor Places)
{
    private bool? _isWhole;

    public int[] Shape => Places.Shape;

    public int Count => Places.Values.Length;

    /// <summary>Whether every number of the step is here, once.</summary>
    public bool IsWhole => _isWhole ??= FindWhole();

    /// <summary>The numbers of a step as they are.</summary>
    public static Signal Of(Step step, int[] shape) => new(step, new(ElementType.Int64, shape, [.. Enumerable.Range(0, step.Size).Select(place => (double)place)]));

    /// <summary>The step whose row is these numbers in this order.</summary>
    public Step ToRow()
    {
        int[] places = Order();
        return places.Length == Step.Size && places.Select((place, index) => place == index).All(same => same) ? Step : new SelectStep(Step, places);
    }

    /// <summary>
    /// A step that does to every value what does not depend on its place: it takes the step as it lies, where all of it is here, so that
    /// channels that stand last go on as they are.
    /// </summary>
    public Signal Map(Func<Step, Step> make) => IsWhole ? this with { Step = make(Step) } : Of(make(ToRow()), Shape);

    /// <summary>The same with numbers that belong to the values, in the order of this shape.</summary>
    public Signal Map(int[] shape, double[][] numbers, Func<Step, double[][], Step> make)
    {
        Signal shaped = this with { Places = Places with { Shape = shape } };
        return shaped.Map(step => make(step, shaped.IsWhole ? [.. numbers.Select(Aligned)] : numbers));
    }

    /// <summary>The row of another signal of this shape, in the order of this one's step.</summary>
    public Step Align(Signal other)
    {
        int[] order = Order(), from = other.Order(), places = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            places[order[i]] = from[i];
        return new Signal(other.Step, new(ElementType.Int64, [places.Length], [.. places.Select(place => (double)place)])).ToRow();
    }

    /// <summary>The same with its axes in another order.</summary>
    public Signal Turned(params int[] order)
    {
        int[] strides = Strided.Of(Shape), shape = [.. order.Select(axis => Shape[axis])];
        return new(Step, new(ElementType.Int64, shape, [.. Strided.Places(shape, [.. order.Select(axis => strides[axis])], start: 0).Select(place => Places.Values[place])]));
    }

    public int[] Order() => [.. Places.Values.Select(place => (int)place)];

    private double[] Aligned(double[] numbers)
    {
        double[] aligned = new double[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            aligned[(int)Places.Values[i]] = numbers[i];
        return aligned;
    }

    private bool FindWhole()
    {
        if (Count != Step.Size)
            return false;
        bool[] seen = new bool[Count];
        foreach (double place in Places.Values)
            seen[(int)place] = true;
        return !seen.Contains(false);
    }
}
