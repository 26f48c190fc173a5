namespace NetGen.Compiler.Operations;

/// <summary>
/// A formula over the units of one layer: what an operation's file is written in. Elementwise nodes act unit by unit,
/// <see cref="Reduce"/> folds a row of units to one number that every unit then sees. Formulas are values: equal
/// formulas are equal records, which is how shared subexpressions are found.
/// </summary>
internal abstract record Value
{
    public static implicit operator Value(double number) => new Constant(number);

    public static Value operator +(Value left, Value right) => new Binary(BinaryOperator.Add, left, right);

    public static Value operator -(Value left, Value right) => new Binary(BinaryOperator.Subtract, left, right);

    public static Value operator *(Value left, Value right) => new Binary(BinaryOperator.Multiply, left, right);

    public static Value operator /(Value left, Value right) => new Binary(BinaryOperator.Divide, left, right);

    public static Value operator -(Value operand) => new Negate(operand);

    public static Condition operator >(Value left, Value right) => new(Relation.Greater, left, right);

    public static Condition operator <(Value left, Value right) => new(Relation.Less, left, right);

    public static Condition operator >=(Value left, Value right) => new(Relation.GreaterOrEqual, left, right);

    public static Condition operator <=(Value left, Value right) => new(Relation.LessOrEqual, left, right);
}

/// <summary>The same number in every unit, rounded to the network's precision.</summary>
internal sealed record Constant(double Number) : Value;

/// <summary>A named quantity: a layer's pre-activation, its output, a gradient, a target.</summary>
internal sealed record Variable(string Name) : Value;

/// <summary>−x.</summary>
internal sealed record Negate(Value Operand) : Value;

/// <summary>|x|.</summary>
internal sealed record Absolute(Value Operand) : Value;

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Maximum,
}

/// <summary>left ∘ right, rounded once.</summary>
internal sealed record Binary(BinaryOperator Operator, Value Left, Value Right) : Value;

/// <summary>factor · other + addend, rounded once where the hardware can.</summary>
internal sealed record MultiplyAdd(Value Factor, Value Other, Value Addend) : Value;

/// <summary>A function of the runtime's vector mathematics, by its name there.</summary>
internal sealed record Call(string Function, Value Argument) : Value;

/// <summary>The same of two arguments.</summary>
internal sealed record CallOfTwo(string Function, Value First, Value Second) : Value;

internal enum Relation
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A comparison; false when either side is NaN.</summary>
internal sealed record Condition(Relation Relation, Value Left, Value Right);

/// <summary>condition ? then : otherwise, unit by unit.</summary>
internal sealed record Select(Condition Condition, Value Then, Value Otherwise) : Value;

internal enum Reduction
{
    Sum,
    Maximum,
}

/// <summary>The sum or the maximum over all units of the layer.</summary>
internal sealed record Reduce(Reduction Reduction, Value Operand) : Value;
