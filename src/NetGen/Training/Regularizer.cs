using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>What happens to the mean gradient before the optimizer sees it: penalties on weights, then clipping.</summary>
internal sealed class Regularizer<T>(ITrainable<T> network, FitOptions<T> options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private bool IsOff => options is { L1: 0, L2: 0, ClipNorm: null, ClipValue: null };

    /// <summary>Changes the gradient in place; gives what it is still to be multiplied by.</summary>
    public double Apply(Span<T> gradient, double scale)
    {
        if (IsOff)
            return scale;
        T factor = T.CreateTruncating(scale);
        foreach (ref T value in gradient)
            value *= factor;
        if (options.L1 > 0 || options.L2 > 0)
            AddPenalties(gradient);
        if (options.ClipValue is { } most)
        {
            T bound = T.CreateTruncating(most);
            foreach (ref T value in gradient)
                value = T.Clamp(value, -bound, bound);
        }
        if (options.ClipNorm is not { } longest)
            return 1;

        double square = 0;
        foreach (T value in gradient)
            square += double.CreateTruncating(value) * double.CreateTruncating(value);
        return Math.Min(1, longest / (Math.Sqrt(square) + 1e-6));
    }

    private void AddPenalties(Span<T> gradient)
    {
        T l1 = T.CreateTruncating(options.L1), l2 = T.CreateTruncating(options.L2);
        foreach (TensorLayout tensor in network.Layout.Tensors)
        {
            if (!tensor.IsWeight)
                continue;

            // Padding is 0, and so is what it adds.
            ReadOnlySpan<T> weights = network.Parameters.Span.Slice(tensor.Offset, tensor.Length);
            Span<T> sums = gradient.Slice(tensor.Offset, tensor.Length);
            for (int index = 0; index < weights.Length; index++)
            {
                T weight = weights[index];
                T sign = weight > T.Zero ? l1 : weight < T.Zero ? -l1 : T.Zero;
                sums[index] += sign + l2 * weight;
            }
        }
    }
}
