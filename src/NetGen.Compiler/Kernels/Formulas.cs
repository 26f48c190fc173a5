using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What can be asked of a formula, and the rewriting that all lowering shares.</summary>
internal static class Formulas
{
    /// <summary>The formulas that a formula is made of, in order.</summary>
    public static IReadOnlyList<Value> Parts(Value value) => value switch
    {
        Negate negate => [negate.Operand],
        Absolute absolute => [absolute.Operand],
        Binary binary => [binary.Left, binary.Right],
        MultiplyAdd fused => [fused.Factor, fused.Other, fused.Addend],
        Call call => [call.Argument],
        CallOfTwo call => [call.First, call.Second],
        Select select => [select.Condition.Left, select.Condition.Right, select.Then, select.Otherwise],
        Reduce reduce => [reduce.Operand],
        Lane lane => [lane.Of],
        Spread spread => [spread.Of],
        SumOfHalves halves => [halves.Of],
        AcrossLanes across => [across.Operand],
        _ => [],
    };

    /// <summary>The same formula over other parts, simplified where a part is 0, 1 or a second constant factor.</summary>
    public static Value With(Value value, Func<Value, Value> part) => value switch
    {
        Negate negate => Negated(part(negate.Operand)),
        Absolute absolute => new Absolute(part(absolute.Operand)),
        Binary binary => Simplify(new Binary(binary.Operator, part(binary.Left), part(binary.Right))),
        MultiplyAdd fused => new MultiplyAdd(part(fused.Factor), part(fused.Other), part(fused.Addend)),
        Call call => new Call(call.Function, part(call.Argument)),
        CallOfTwo call => new CallOfTwo(call.Function, part(call.First), part(call.Second)),
        Select select => new Select(
            new Condition(select.Condition.Relation, part(select.Condition.Left), part(select.Condition.Right)), part(select.Then), part(select.Otherwise)),
        Reduce reduce => new Reduce(reduce.Reduction, part(reduce.Operand)),
        Lane lane => lane with { Of = part(lane.Of) },
        Spread spread => spread with { Of = part(spread.Of) },
        SumOfHalves halves => halves with { Of = part(halves.Of) },
        AcrossLanes across => new AcrossLanes(across.Reduction, part(across.Operand)),
        _ => value,
    };

    /// <summary>A whole formula, simplified.</summary>
    public static Value Simplify(Value value) => With(value, Simplify);

    /// <summary>Whether a formula is the same number in every unit: a reduction, or made of such and constants.</summary>
    public static bool IsUniform(Value value) => value switch
    {
        Constant or Reduce => true,
        _ => Parts(value) is { Count: > 0 } parts && parts.All(IsUniform),
    };

    /// <summary>Whether a quantity of that name occurs.</summary>
    public static bool Mentions(Value value, string variable) =>
        value is Variable named ? named.Name == variable : Parts(value).Any(part => Mentions(part, variable));

    /// <summary>Whether a function of the runtime's vector mathematics occurs.</summary>
    public static bool Calls(Value value) => value is Call or CallOfTwo || Parts(value).Any(Calls);

    /// <summary>Every reduction in the formulas, inner ones before those that need them, equal ones once.</summary>
    public static IReadOnlyList<Reduce> Reductions(IEnumerable<Value> values)
    {
        List<Reduce> found = [];
        void Visit(Value value)
        {
            foreach (Value part in Parts(value))
                Visit(part);
            if (value is Reduce reduce && !found.Contains(reduce))
                found.Add(reduce);
        }

        foreach (Value value in values)
            Visit(value);
        return found;
    }

    /// <summary>Formulas that more than one other formula needs, or one needs twice.</summary>
    public static HashSet<Value> Shared(IEnumerable<Value> formulas)
    {
        HashSet<Value> seen = [], shared = [];
        void Visit(Value value)
        {
            if (value is Constant or Variable)
                return;
            if (!seen.Add(value))
            {
                shared.Add(value);
                return;
            }

            foreach (Value part in Parts(value))
                Visit(part);
        }

        foreach (Value formula in formulas)
            Visit(formula);
        return shared;
    }

    /// <summary>−x without the sign where turning a difference round does it, which is exact.</summary>
    private static Value Negated(Value operand) => operand switch
    {
        Constant number => new Constant(-number.Number),
        Binary { Operator: BinaryOperator.Subtract } difference => difference.Right - difference.Left,
        Binary { Operator: BinaryOperator.Multiply, Right: Binary { Operator: BinaryOperator.Subtract } difference } product => product.Left * (difference.Right - difference.Left),
        _ => new Negate(operand),
    };

    /// <summary>A product or sum of simplified parts, simplified.</summary>
    private static Value Simplify(Binary binary) => (binary.Operator, binary.Left, binary.Right) switch
    {
        (BinaryOperator.Multiply, Constant { Number: 1 }, _) => binary.Right,
        (BinaryOperator.Multiply, _, Constant { Number: 1 }) => binary.Left,
        (BinaryOperator.Multiply, Constant { Number: 0 }, _) => binary.Left,
        (BinaryOperator.Multiply, _, Constant { Number: 0 }) => binary.Right,
        (BinaryOperator.Multiply, Constant outer, Binary { Operator: BinaryOperator.Multiply, Left: Constant inner } product) =>
            Simplify(new Binary(BinaryOperator.Multiply, outer.Number * inner.Number, product.Right)),
        (BinaryOperator.Multiply, Binary, Constant) => Simplify(new Binary(BinaryOperator.Multiply, binary.Right, binary.Left)),
        _ => binary,
    };
}
