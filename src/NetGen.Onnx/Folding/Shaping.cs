using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Operators that leave numbers in their order and change, or tell, the shape or the type.</summary>
internal static class Shaping
{
    public static Tensor[] Identity(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        return [Arguments.At(node, inputs, 0)];
    }

    /// <summary>Everything, and that everything is kept.</summary>
    public static Tensor[] Dropout(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 3);
        node.Float("ratio", 0);
        node.Int("seed", 0);
        Tensor tensor = Arguments.At(node, inputs, 0);
        return Arguments.Optional(inputs, 2) is { Values: not [0] }
            ? throw node.Refusal("it is for training; export the model for inference.")
            : [tensor, new(ElementType.Bool, tensor.Shape, [.. tensor.Values.Select(_ => 1.0)])];
    }

    public static Tensor[] Cast(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        Tensor tensor = Arguments.At(node, inputs, 0);
        var type = (ElementType)node.Int("to", 0);
        node.Int("saturate", 1);
        if (!Enum.IsDefined(type))
            throw node.Refusal($"numbers of type {(int)type} are not supported.");
        double[] values = budget.Room(node, tensor.Shape);
        for (int i = 0; i < values.Length; i++)
            values[i] = type.Round(tensor.Values[i]);
        return [new(type, tensor.Shape, values)];
    }

    public static Tensor[] Shape(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        int[] shape = Arguments.At(node, inputs, 0).Shape;
        int start = End(node.Int("start", 0)), end = End(node.Int("end", shape.Length));
        return [Tensor.OfInts(shape.AsSpan(start..Math.Max(start, end)))];

        int End(int index) => Math.Clamp(index < 0 ? index + shape.Length : index, 0, shape.Length);
    }

    public static Tensor[] Reshape(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] shape = Arguments.Ints(Arguments.At(node, inputs, 1));
        if (node.Int("allowzero", 0) == 0)
        {
            for (int axis = 0; axis < shape.Length; axis++)
                shape[axis] = shape[axis] == 0 ? axis < tensor.Rank ? tensor.Shape[axis] : throw Misfit() : shape[axis];
        }
        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            long others = 1;
            for (int axis = 0; axis < shape.Length; axis++)
                others = Math.Clamp(others * (axis == open ? 1 : shape[axis]), -1, int.MaxValue);
            shape[open] = others > 0 && tensor.Values.Length % others == 0 ? (int)(tensor.Values.Length / others) : throw Misfit();
        }
        if (shape.Any(size => size < 0) || TensorReader.Count(shape, node.Where) != tensor.Values.Length)
            throw Misfit();
        return [tensor with { Shape = shape }];

        InvalidDataException Misfit() => node.Broken($"{Tensor.Text(tensor.Shape)} cannot become {Tensor.Text(shape)}.");
    }

    public static Tensor[] Flatten(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int axis = node.Int("axis", 1);
        axis = axis == tensor.Rank ? axis : node.Axis(axis, tensor.Rank);
        return [tensor with { Shape = [TensorReader.Count(tensor.Shape[..axis], node.Where), TensorReader.Count(tensor.Shape[axis..], node.Where)] }];
    }

    public static Tensor[] Squeeze(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[]? axes = Arguments.Ints(node, inputs, 1, "axes")?.Select(axis => node.Axis(axis, tensor.Rank)).ToArray();
        if (axes?.Any(axis => tensor.Shape[axis] != 1) == true)
            throw node.Broken($"expected sizes of 1 at the axes {Tensor.Text(axes)}, found the shape {Tensor.Text(tensor.Shape)}.");
        return [tensor with { Shape = [.. tensor.Shape.Where((size, axis) => axes is null ? size != 1 : !axes.Contains(axis))] }];
    }

    public static Tensor[] Unsqueeze(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] axes = Arguments.Ints(node, inputs, 1, "axes") ?? throw node.Broken("expected axes, found none.");
        int rank = tensor.Rank + axes.Length;
        axes = [.. axes.Select(axis => node.Axis(axis, rank)).Order()];
        if (axes.Distinct().Count() != axes.Length)
            throw node.Broken($"expected different axes, found {Tensor.Text(axes)}.");
        List<int> shape = [.. tensor.Shape];
        foreach (int axis in axes)
            shape.Insert(axis, 1);
        return [tensor with { Shape = [.. shape] }];
    }
}
