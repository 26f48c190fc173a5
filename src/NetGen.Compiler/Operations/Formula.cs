namespace NetGen.Compiler.Operations;

/// <summary>The words in which operations write their formulas, beside the operators of <see cref="Value"/>.</summary>
internal static class Formula
{
    public static Value Exp(Value x) => new Call("Exp", x);

    public static Value Log(Value x) => new Call("Log", x);

    public static Value Sigmoid(Value x) => new Call("Sigmoid", x);

    public static Value Tanh(Value x) => new Call("Tanh", x);

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    public static Value Softplus(Value x) => new Call("Softplus", x);

    public static Value Abs(Value x) => new Absolute(x);

    public static Value Max(Value x, Value y) => new Binary(BinaryOperator.Maximum, x, y);

    public static Value Min(Value x, Value y) => new Binary(BinaryOperator.Minimum, x, y);

    public static Value If(Condition condition, Value then, Value otherwise) => new Select(condition, then, otherwise);

    /// <summary>Σ over the layer's units.</summary>
    public static Value Sum(Value x) => new Reduce(Reduction.Sum, x);

    /// <summary>The largest over the layer's units.</summary>
    public static Value Largest(Value x) => new Reduce(Reduction.Maximum, x);
}
