using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Shapes that are brought to one, by numpy's rules: aligned at the last axis, and sizes of 1 repeated.</summary>
internal static class Broadcast
{
    /// <exception cref="InvalidDataException">Two sizes differ and none is 1.</exception>
    public static int[] Shape(Node node, params ReadOnlySpan<int[]> shapes)
    {
        int[] result = [];
        foreach (int[] shape in shapes)
        {
            (int[]? longer, int[]? shorter) = result.Length >= shape.Length ? (result, shape) : (shape, result);
            int[] both = [.. longer];
            for (int axis = 1; axis <= shorter.Length; axis++)
            {
                int one = longer[^axis], other = shorter[^axis];
                if (one != other && one != 1 && other != 1)
                    throw node.Broken($"{Tensor.Text(result)} and {Tensor.Text(shape)} cannot be brought to one shape.");
                both[^axis] = one == 1 ? other : one;
            }
            result = both;
        }
        return result;
    }

    /// <summary>For each number of a result, row-major, the place of its source among numbers of the given shape.</summary>
    public static IEnumerable<int> Places(int[] shape, int[] result)
    {
        int[] strides = new int[result.Length];
        int stride = 1;
        for (int axis = 1; axis <= shape.Length; axis++)
        {
            strides[^axis] = shape[^axis] == 1 ? 0 : stride;
            stride *= shape[^axis];
        }
        return Strided.Places(result, strides, start: 0);
    }
}

/// <summary>Walks through numbers that lie a fixed way apart along each axis.</summary>
internal static class Strided
{
    /// <summary>The places of all numbers of a shape, row-major.</summary>
    public static IEnumerable<int> Places(int[] shape, int[] strides, int start)
    {
        if (shape.Contains(0))
            yield break;
        int[] index = new int[shape.Length];
        int place = start;
        while (true)
        {
            yield return place;
            int axis = shape.Length - 1;
            for (; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
            if (axis < 0)
                yield break;
        }
    }

    /// <summary>How far apart the numbers of a row-major tensor lie along each axis.</summary>
    public static int[] Of(int[] shape)
    {
        int[] strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
            strides[axis] = stride;
        return strides;
    }
}
