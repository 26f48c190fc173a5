using System.Numerics;

namespace NetGen.Tests;

/// <summary>
/// Arguments for elementwise functions: every exponent of both signs, NaN and ∞ included, and densely where the functions
/// bend. Fewer of them where vectors are emulated. The count is a multiple of every vector's.
/// </summary>
internal static class Samples
{
    private static readonly double[] Edges =
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
        1, 2, 88.3762589, 88.72283, 88.72284, -87.33654, -87.33655, -103.97, 1e4, -1e4, 20, 40, 4, 6,
        709.782712893384, 709.7827128933841, -708.396418532264, -708.3964185322641, -708.3964185322642, -745.14, 0.5, -0.5,
        0.34657359, -0.34657359, 0.70710678, 1.41421356,
    ];

    public static float[] Single()
    {
        int count = Vector.IsHardwareAccelerated ? 1 << 20 : 1 << 15;
        var random = new Random(1);
        var samples = new float[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = (i % 4) switch
            {
                0 => BitConverter.UInt32BitsToSingle((uint)(i * (0x1_0000_0000L / count)) + (uint)random.Next(64)),
                1 => (float)((random.NextDouble() * 220) - 110),
                2 => (float)((random.NextDouble() * 16) - 8),
                _ => (float)((random.NextDouble() * 2) - 1),
            };
        }

        // The neighbourhood of each edge, float by float.
        for (int i = 0; i < Edges.Length * 64; i++)
        {
            samples[i] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits((float)Edges[i / 64]) + (uint)(i % 64) - 32);
        }

        return samples;
    }

    public static double[] Double()
    {
        int count = Vector.IsHardwareAccelerated ? 1 << 14 : 1 << 12;
        var random = new Random(1);
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = (i % 4) switch
            {
                0 => BitConverter.Int64BitsToDouble((i * ((1L << 62) / (count / 4))) + random.NextInt64(1L << 40)),
                1 => (random.NextDouble() * 1500) - 750,
                2 => (random.NextDouble() * 20) - 10,
                _ => (random.NextDouble() * 2) - 1,
            };
        }

        for (int i = 0; i < Edges.Length * 16; i++)
        {
            samples[i] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Edges[i / 16]) + (i % 16) - 8);
        }

        return samples;
    }
}
