using System.Numerics;

namespace NetGen.Tests;

public sealed class VectorMathAccuracyTests
{
    public static TheoryData<string> Functions => new(VectorMathFunction.All.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Single_StaysWithinItsBound(string name)
    {
        VectorMathFunction function = VectorMathFunction.All.Single(f => f.Name == name);
        float[] x = Samples.Single();
        float[] y = Apply(function.Single, x);
        double worst = 0;
        float worstAt = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = SingleError(y[i], function.Reference(x[i]));
            if (!(error <= worst))
            {
                (worst, worstAt) = (error, x[i]);
            }
        }

        Assert.True(worst <= function.BoundsHere.Single, $"{name}: {worst:F3} ulp at {worstAt:R}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_StaysWithinItsBound(string name)
    {
        VectorMathFunction function = VectorMathFunction.All.Single(f => f.Name == name);
        double[] x = Samples.Double();
        double[] y = Apply(function.Double, x);
        double worst = 0;
        double worstAt = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = double.IsFinite(x[i]) && (name != "Log" || x[i] > 0)
                ? DoubleError(y[i], function.Exact(x[i]))
                : 0;
            if (!(error <= worst))
            {
                (worst, worstAt) = (error, x[i]);
            }
        }

        Assert.True(worst <= function.BoundsHere.Double, $"{name}: {worst:F3} ulp at {worstAt:R}");
    }

    private static float[] Apply(Func<Vector<float>, Vector<float>> function, float[] x)
    {
        float[] y = new float[x.Length];
        for (int i = 0; i < x.Length; i += Vector<float>.Count)
        {
            function(new Vector<float>(x, i)).CopyTo(y, i);
        }

        return y;
    }

    private static double[] Apply(Func<Vector<double>, Vector<double>> function, double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i += Vector<double>.Count)
        {
            function(new Vector<double>(x, i)).CopyTo(y, i);
        }

        return y;
    }

    /// <summary>In ulp of max(|exact|, smallest normal); NaN where only one side is NaN or infinite.</summary>
    private static double SingleError(float y, double exact)
    {
        const float smallestNormal = 1.17549435e-38f;
        if (y == (float)exact || (float.IsNaN(y) && double.IsNaN(exact)) || (y == 0 && Math.Abs(exact) < smallestNormal))
        {
            return 0;
        }

        double magnitude = Math.Clamp(Math.Abs(exact), smallestNormal, float.MaxValue);
        return Math.Abs(y - exact) / Math.ScaleB(1, Math.ILogB(magnitude) - 23);
    }

    private static double DoubleError(double y, (double High, double Low) exact)
    {
        const double smallestNormal = 2.2250738585072014e-308;
        if (y == exact.High + exact.Low || (y == 0 && Math.Abs(exact.High) < smallestNormal))
        {
            return 0;
        }

        double magnitude = Math.Clamp(Math.Abs(exact.High), smallestNormal, double.MaxValue);
        return Math.Abs((y - exact.High) - exact.Low) / Math.ScaleB(1, Math.ILogB(magnitude) - 52);
    }
}
