using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Normalisation of a sample by its own mean and variance.</summary>
internal static class Normalisation
{
    public static Signal Layer(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 3);
        if (operands[0].Signal is not { } signal || operands.Skip(1).Any(operand => operand.Signal is not null) || operands[1].Constant is not { } scale)
            throw node.Refusal("its weights depend on the input; only constants can be imported.");
        int axis = node.Axis(node.Int("axis", -1), signal.Shape.Length);
        double epsilon = node.Float("epsilon", 1e-5f);
        node.Int("stash_type", 1);
        if (TensorReader.Count(signal.Shape[..axis], node.Where) != 1)
            throw node.Refusal($"it normalises from axis {axis} of {Tensor.Text(signal.Shape)} on; only over all values of a layer can it be imported.");
        if (!(epsilon > 0))
            throw node.Refusal($"its epsilon is {epsilon}; only one above 0 can be imported.");
        (double[]? weights, int[]? shape) = Arithmetic.Spread(node, signal, scale, budget);
        double[] shift = operands.ElementAtOrDefault(2).Constant is { } bias ? Arithmetic.Spread(node, signal, bias, budget).Values : new double[weights.Length];
        return signal.Map(shape, [weights, shift], (step, numbers) => ScaleStep.Of(new NormaliseStep(step, epsilon), numbers[0], numbers[1]));
    }
}
