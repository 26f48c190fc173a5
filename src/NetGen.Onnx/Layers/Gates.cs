namespace NetGen.Onnx.Layers;

/// <summary>Products of a value with a function of itself, which is how exporters write activations that ONNX had no operator for.</summary>
internal static class Gates
{
    private const double Tolerance = 1e-6;

    private static readonly double RootTwo = Math.Sqrt(2);

    /// <summary>The activation that a product is; null where it is none that is known.</summary>
    public static Step? Find(Step left, Step right) => Of(left, right) ?? Of(right, left);

    /// <summary>x ÷ (1 + |x|); null where a quotient is another.</summary>
    public static Signal? Softsign(Signal x, Signal divisor)
    {
        bool isIt = x.IsWhole && divisor.Step is ScaleStep { Source: CombineStep { IsProduct: false, Sources: [ActivationStep { Name: "relu" } above, ActivationStep { Name: "relu", Source: ScaleStep below }] } } sum
            && sum.Scale.All(factor => factor == 1) && sum.Shift.All(shift => shift == 1) && above.Source == x.Step && below.Source == x.Step && below.Scale.All(factor => factor == -1) && divisor.Order().SequenceEqual(x.Order());
        return isIt ? x with { Step = new ActivationStep(x.Step, "softsign") } : null;
    }

    private static ScaleStep? Of(Step x, Step gate)
    {
        if (gate.Size == 0 || gate.At(0).Base is not ActivationStep function || Ratio(gate, function) is not (double k, double c))
            return null;
        Step argument = function.Source;
        return function.Name switch
        {
            "sigmoid" when IsZero(c) && Slope(argument, x, 0) is double r => Scaled("silu", argument, 1, 0, k / r),
            "hardSigmoid" when IsZero(c) && Slope(argument, x, 0) is double r => Scaled("hardSwish", argument, 1, 0, k / r),
            "relu6" when IsZero(c) && Slope(argument, x, 3) is double r => Scaled("hardSwish", argument, 1, -3, 6 * k / r),
            "tanh" when IsZero(c) && argument is ActivationStep { Name: "softplus" } softplus && Slope(softplus.Source, x, 0) is double r =>
                Scaled("mish", softplus.Source, 1, 0, k / r),
            ActivationStep.Erf when IsZero(c - k) && Slope(argument, x, 0) is double r => Scaled("gelu", argument, RootTwo, 0, 2 * k / (RootTwo * r)),
            _ => null,
        };
    }

    private static ScaleStep Scaled(string name, Step argument, double scale, double shift, double factor)
    {
        Step before = scale == 1 && shift == 0 ? argument : ScaleStep.Of(argument, scale, shift);

        // √2 and the like stand in a model as floats: what is meant is 1, 2 or 6.
        double whole = Math.Round(factor);
        return ScaleStep.Of(new ActivationStep(before, name), Math.Abs(factor - whole) < Tolerance * Math.Abs(whole) ? whole : factor, 0);
    }

    /// <summary>r, where a step is r · x + shift everywhere.</summary>
    private static double? Slope(Step step, Step x, double shift) => Ratio(step, x) is (double slope, double c) && slope != 0 && IsZero(c - shift) ? slope : null;

    /// <summary>k and c, where a step is k · x + c everywhere.</summary>
    private static (double Slope, double Shift)? Ratio(Step step, Step x)
    {
        if (step.Size != x.Size)
            return null;
        (double Slope, double Shift)? first = null;
        for (int i = 0; i < step.Size; i++)
        {
            (Step? one, double scale, double shift) = step.At(i);
            (Step? other, double otherScale, double otherShift) = x.At(i);
            if (!AreSame(one, other) || otherScale == 0)
                return null;
            double slope = scale / otherScale, rest = shift - (slope * otherShift);
            first ??= (slope, rest);
            if (Math.Abs(slope - first.Value.Slope) > Tolerance * Math.Abs(slope) || Math.Abs(rest - first.Value.Shift) > Tolerance * (1 + Math.Abs(slope * otherShift)))
                return null;
        }
        return first;
    }

    private static bool AreSame(Step one, Step other) => ReferenceEquals(one, other)
        || (one is SelectStep a && other is SelectStep b && ReferenceEquals(a.Source, b.Source) && a.Places.SequenceEqual(b.Places));

    private static bool IsZero(double value) => Math.Abs(value) < Tolerance;
}
