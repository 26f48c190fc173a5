using System.Numerics;

namespace NetGen.Insight;

/// <summary>Central differences of a loss by its parameters, as <see cref="GradientCheck"/> describes them.</summary>
/// <param name="parameters">Where the slope is wanted, in parameter order.</param>
/// <param name="loss">The loss at the parameters that it is given.</param>
internal sealed class LossSlope<T>(T[] parameters, Func<T[], double> loss)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A power of two near the cube root of T's roundoff.</summary>
    private static readonly double Step = Math.ScaleB(1, typeof(T) == typeof(float) ? -7 : -17);

    /// <summary>The relative error that rounding the loss may make.</summary>
    private static readonly double Rounding = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53) / (Step * Step);

    private readonly T[] _moved = [.. parameters];

    /// <summary>Holds what Backward says against the slope along a direction of length 1, which begins at a place in parameter order.</summary>
    public DerivativePair Compare(TensorInfo tensor, int? index, int first, double[] direction, double analytic)
    {
        double longest = Step;
        for (int part = 0; part < direction.Length; part++)
            longest = Math.Max(longest, Step * Math.Abs(direction[part] * double.CreateTruncating(parameters[first + part])));
        (double numeric, double level) = At(longest, first, direction);
        double resolved = Step * level;
        DerivativePair pair = Pair(numeric);
        for (double step = longest / 8; step >= longest / 64 && pair.RelativeError > Rounding; step /= 8)
        {
            DerivativePair nearer = Pair(At(step, first, direction).Slope);
            pair = nearer.RelativeError < pair.RelativeError ? nearer : pair;
        }
        return pair;

        DerivativePair Pair(double slope)
        {
            double distance = Math.Abs(analytic - slope);
            double error = distance == 0 ? 0 : distance / Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(slope)), resolved);
            return new(tensor.Name, index, analytic, slope, double.IsNaN(error) ? double.PositiveInfinity : error);
        }
    }

    private (double Slope, double Level) At(double step, int first, double[] direction)
    {
        (double above, double up) = Loss(step, first, direction);
        (double below, double down) = Loss(-step, first, direction);
        return ((above - below) / (up - down), Math.Max(Math.Abs(above), Math.Abs(below)));
    }

    /// <summary>The loss a step away, and how far that is after the parameters have been rounded to T.</summary>
    private (double Loss, double Distance) Loss(double step, int first, double[] direction)
    {
        double distance = 0;
        for (int part = 0; part < direction.Length; part++)
        {
            double here = double.CreateTruncating(parameters[first + part]);
            _moved[first + part] = T.CreateTruncating(here + step * direction[part]);
            distance += (double.CreateTruncating(_moved[first + part]) - here) * direction[part];
        }
        double result = loss(_moved);
        parameters.AsSpan(first, direction.Length).CopyTo(_moved.AsSpan(first));
        return double.IsFinite(result)
            ? (result, distance)
            : throw new InvalidOperationException($"The loss is {result} where the gradient is to be checked; expected a finite number. Scale the inputs, or choose other parameters.");
    }
}
