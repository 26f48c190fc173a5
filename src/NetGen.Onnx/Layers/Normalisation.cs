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

    public static Signal Root(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal!.Map(step => new RootStep(step, isInverse: false));
    }

    public static Signal Reciprocal(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal is { Step: RootStep { IsInverse: false } root } signal
            ? signal with { Step = new RootStep(root.Source, isInverse: true) }
            : throw node.Refusal("it divides by a computed value; only in layer normalisation, by a square root, can that be imported.");
    }

    /// <summary>Layer normalisation as it is written without an operator of its own: (x − mean x) ÷ √(mean (x − mean x)² + ε).</summary>
    /// <param name="centred">What is divided.</param>
    /// <param name="deviation">What it is divided by, or is multiplied by.</param>
    /// <param name="isInverse">Whether it is multiplied.</param>
    /// <returns>Null where it is something else.</returns>
    public static Signal? Find(Signal centred, Signal deviation, bool isInverse)
    {
        if (deviation.Step is not RootStep { Source: ScaleStep { Scale: [1], Shift: [> 0 and var epsilon], Source: var variance } } root || root.IsInverse != isInverse
            || !centred.IsWhole || centred.Step is not CombineStep { IsProduct: false } difference)
            return null;
        bool isVariance = MeanOf(variance) is CombineStep { IsProduct: true } square && square.Sources.All(factor => factor == difference);
        return isVariance && difference.Sources[1] is SelectStep { Source: ScaleStep { Scale: [-1], Shift: [0], Source: var mean } } && MeanOf(mean) == difference.Sources[0]
            ? centred with { Step = new NormaliseStep(difference.Sources[0], epsilon) }
            : null;
    }

    /// <summary>What a step is the mean of; null where it is none.</summary>
    private static Step? MeanOf(Step step) => step is MeanStep or GlobalAverageStep { Size: 1 } ? step.Source : null;
}
