using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Runtimes;

/// <summary>The least time that a sample could take on this processor: that of its multiply-adds or that of loading its weights, whichever is longer.</summary>
internal static class Roofline
{
    private const int Steps = 1000;
    private const int Chains = 12;

    // So many that the loop's own start does not count.
    private const int FewestLoads = 2048;

    /// <summary>Nanoseconds of one sample on one thread.</summary>
    public static double Nanoseconds(NetworkInfo info) => info.Precision == Precision.Double ? Nanoseconds<double>(info) : Nanoseconds<float>(info);

    private static double Nanoseconds<T>(NetworkInfo info)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double multiplyAdd = Stopping.Nanoseconds(() => MultiplyAdds<T>()) / (Chains * Steps * Vector<T>.Count);
        var weights = new T[Math.Max(info.ParameterCount, FewestLoads)];
        double load = Stopping.Nanoseconds(() => Loads<T>(weights)) / weights.Length;
        return Math.Max(info.MultiplyAdds * multiplyAdd, info.ParameterCount * load);
    }

    /// <summary>Chains enough that no unit waits for a result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T MultiplyAdds<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> factor = Vector.Create(T.CreateTruncating(0.999)), a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor, i = factor, j = factor, k = factor, l = factor;
        for (int step = 0; step < Steps; step++)
        {
            (a, b, c, d) = (Next(a, factor), Next(b, factor), Next(c, factor), Next(d, factor));
            (e, f, g, h) = (Next(e, factor), Next(f, factor), Next(g, factor), Next(h, factor));
            (i, j, k, l) = (Next(i, factor), Next(j, factor), Next(k, factor), Next(l, factor));
        }
        return Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Next<T>(Vector<T> sum, Vector<T> factor)
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(double)
            ? Vector.FusedMultiplyAdd(sum.As<T, double>(), factor.As<T, double>(), factor.As<T, double>()).As<double, T>()
            : Vector.FusedMultiplyAdd(sum.As<T, float>(), factor.As<T, float>(), factor.As<T, float>()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Loads<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> a = default, b = default, c = default, d = default;
        ReadOnlySpan<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        for (int index = 0; index + 4 <= vectors.Length; index += 4)
        {
            a |= vectors[index];
            b |= vectors[index + 1];
            c |= vectors[index + 2];
            d |= vectors[index + 3];
        }
        return Vector.Sum(a + b + c + d);
    }
}
