using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Tests;

public sealed class VectorMathFlavourTests
{
    public static TheoryData<string> Functions => new(VectorMathFunction.All.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Single_GivesTheSameBitsInEveryFlavour(string name)
    {
        VectorMathFunction function = VectorMathFunction.All.Single(f => f.Name == name);
        ReadOnlySpan<float> x = Samples.Single().AsSpan(0, Vector512.IsHardwareAccelerated ? 1 << 18 : 1 << 14);
        float[] natural = new float[x.Length];
        float[] narrow = new float[x.Length];
        float[] half = new float[x.Length];
        float[] wide = new float[x.Length];
        for (int i = 0; i < x.Length; i += Vector<float>.Count)
        {
            function.Single(new Vector<float>(x[i..])).CopyTo(natural, i);
        }

        for (int i = 0; i < x.Length; i += Vector128<float>.Count)
        {
            function.Single128(Vector128.Create(x[i..])).CopyTo(narrow, i);
        }

        for (int i = 0; i < x.Length; i += Vector256<float>.Count)
        {
            function.Single256(Vector256.Create(x[i..])).CopyTo(half, i);
        }

        for (int i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            function.Single512(Vector512.Create(x[i..])).CopyTo(wide, i);
        }

        Assert.Equal(wide.Select(Bits), natural.Select(Bits));
        Assert.Equal(wide.Select(Bits), narrow.Select(Bits));
        Assert.Equal(wide.Select(Bits), half.Select(Bits));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_GivesTheSameBitsInEveryFlavour(string name)
    {
        VectorMathFunction function = VectorMathFunction.All.Single(f => f.Name == name);
        ReadOnlySpan<double> x = Samples.Double();
        double[] natural = new double[x.Length];
        double[] narrow = new double[x.Length];
        double[] half = new double[x.Length];
        double[] wide = new double[x.Length];
        for (int i = 0; i < x.Length; i += Vector<double>.Count)
        {
            function.Double(new Vector<double>(x[i..])).CopyTo(natural, i);
        }

        for (int i = 0; i < x.Length; i += Vector128<double>.Count)
        {
            function.Double128(Vector128.Create(x[i..])).CopyTo(narrow, i);
        }

        for (int i = 0; i < x.Length; i += Vector256<double>.Count)
        {
            function.Double256(Vector256.Create(x[i..])).CopyTo(half, i);
        }

        for (int i = 0; i < x.Length; i += Vector512<double>.Count)
        {
            function.Double512(Vector512.Create(x[i..])).CopyTo(wide, i);
        }

        Assert.Equal(wide.Select(Bits), natural.Select(Bits));
        Assert.Equal(wide.Select(Bits), narrow.Select(Bits));
        Assert.Equal(wide.Select(Bits), half.Select(Bits));
    }

    // NaN is NaN, whichever of its bit patterns the hardware picks.
    private static int Bits(float value) => float.IsNaN(value) ? -1 : BitConverter.SingleToInt32Bits(value);

    private static long Bits(double value) => double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);
}
