namespace NetGen.Compiler.Operations;

/// <summary>The words in which operations write their formulas, beside the operators of <see cref="Value"/>.</summary>
internal static class Formula
{
    public static Value Exp(Value x) => new Call("Exp", x);

    /// <summary>eˣ for x ≤ 0.</summary>
    public static Value ExpNegative(Value x) => new Call("ExpNegative", x);

    public static Value Log(Value x) => new Call("Log", x);

    /// <summary>ln x for 1 ≤ x &lt; ∞.</summary>
    public static Value LogAbove1(Value x) => new Call("LogAbove1", x);

    public static Value Sigmoid(Value x) => new Call("Sigmoid", x);

    public static Value Tanh(Value x) => new Call("Tanh", x);

    /// <summary>The sigmoid of layers whose functions wait for one another.</summary>
    public static Value QuickSigmoid(Value x) => new Call("QuickSigmoid", x);

    /// <summary>The hyperbolic tangent of layers whose functions wait for one another.</summary>
    public static Value QuickTanh(Value x) => new Call("QuickTanh", x);

    /// <summary>1 + e⁻ˣ: what is divided by it is multiplied by <see cref="QuickSigmoid"/> of x.</summary>
    public static Value QuickSigmoidDivisor(Value x) => new Call("QuickSigmoidDivisor", x);

    /// <summary><see cref="QuickTanh"/> of x, divided by what is at least 1, in one division.</summary>
    public static Value QuickTanhOver(Value x, Value divisor) => new CallOfTwo("QuickTanhOver", x, divisor);

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    public static Value Softplus(Value x) => new Call("Softplus", x);

    public static Value Erf(Value x) => new Call("Erf", x);

    public static Value Sqrt(Value x) => new Call("Sqrt", x);

    /// <summary>eˣ − 1 without cancellation near 0.</summary>
    public static Value Expm1(Value x) => new Call("Expm1", x);

    /// <summary>ln(1 + x) without loss near 0: what rounding 1 + x loses is divided out again. Goldberg, 1991, theorem 4.</summary>
    public static Value Log1p(Value x) => If(Abs(1 + x - 1) > 0, Log(1 + x) * (x / (1 + x - 1)), x);

    public static Value Abs(Value x) => new Absolute(x);

    /// <summary>The larger of two; y where one is NaN.</summary>
    public static Value Max(Value x, Value y) => new Binary(BinaryOperator.Maximum, x, y);

    /// <summary>x, no less than low and no more than high; NaN stays NaN.</summary>
    public static Value Clamp(Value x, double low, double high) => If(x <= low, low, If(x >= high, high, x));

    public static Value If(Condition condition, Value then, Value otherwise) => new Select(condition, then, otherwise);

    /// <summary>Σ over the layer's units.</summary>
    public static Value Sum(Value x) => new Reduce(Reduction.Sum, x);

    /// <summary>The largest over the layer's units.</summary>
    public static Value Largest(Value x) => new Reduce(Reduction.Maximum, x);
}
