using NetGen.Onnx.Format;

namespace NetGen.Onnx.Layers;

/// <summary>A value of a model that depends on its inputs: numbers of a step's row, in a shape of the model's.</summary>
/// <param name="Step">The step.</param>
/// <param name="Places">Which numbers of its row stand where.</param>
internal sealed record Signal(Step Step, Tensor Places)
{
    public int[] Shape => Places.Shape;

    public int Count => Places.Values.Length;

    /// <summary>The numbers of a step as they are.</summary>
    public static Signal Of(Step step, int[] shape) => new(step, new(ElementType.Int64, shape, [.. Enumerable.Range(0, step.Size).Select(place => (double)place)]));

    /// <summary>The step whose row is these numbers in this order.</summary>
    public Step ToRow()
    {
        int[] places = [.. Places.Values.Select(place => (int)place)];
        return places.Length == Step.Size && places.Select((place, index) => place == index).All(same => same) ? Step : new SelectStep(Step, places);
    }
}
