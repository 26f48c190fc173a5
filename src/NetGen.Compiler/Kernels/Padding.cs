using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What stands in the lanes behind a layer's last unit.</summary>
internal static class Padding
{
    /// <summary>The value with the lanes from <paramref name="units"/> on replaced; as it is where there are no such lanes.</summary>
    public static Value Replace(Value value, Index first, Flavour flavour, int units, double padding)
    {
        if (flavour.Width is int width && first.IsConstant)
        {
            int real = units - first.Constant;
            return real >= width ? value : real <= 0 ? padding : new Select(new LaneNumber(0) < real, value, padding);
        }

        return new Select(new LaneNumber(first) < units, value, padding);
    }

    /// <summary>
    /// What a formula gives in those lanes: a number; NaN for some number that only the data decide; null where it may be none.
    /// Data are taken to be finite, since where they are not the real units are NaN as well.
    /// </summary>
    /// <param name="variable">What stands there in a named quantity.</param>
    public static double? Of(Value formula, Func<string, double> variable) => formula switch
    {
        Constant constant => constant.Number,
        Variable named => variable(named.Name),
        Reduce => double.NaN,
        Negate negate => -Of(negate.Operand, variable),
        Absolute absolute => Of(absolute.Operand, variable) is double operand ? Math.Abs(operand) : null,
        Binary binary => Of(binary.Left, variable) is double left && Of(binary.Right, variable) is double right ? Of(binary.Operator, left, right) : null,
        Call call => Of(call.Argument, variable) is double argument ? Of(call.Function, argument) : null,
        Select select => Chosen(select, variable) is bool then ? Of(then ? select.Then : select.Otherwise, variable) : null,
        _ => null,
    };

    private static double? Of(BinaryOperator @operator, double left, double right)
    {
        bool leftKnown = !double.IsNaN(left), rightKnown = !double.IsNaN(right);
        if (leftKnown && rightKnown)
        {
            double result = @operator switch
            {
                BinaryOperator.Add => left + right,
                BinaryOperator.Subtract => left - right,
                BinaryOperator.Multiply => left * right,
                BinaryOperator.Divide => left / right,
                _ => Math.Max(left, right),
            };
            return double.IsNaN(result) ? null : result;
        }

        return @operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract when double.IsInfinity(left) => left,
            BinaryOperator.Multiply when left == 0 || right == 0 => 0,
            BinaryOperator.Divide => left == 0 ? 0 : null,
            _ => double.IsInfinity(left) || double.IsInfinity(right) ? null : double.NaN,
        };
    }

    private static double? Of(string function, double x) => function switch
    {
        "Exp" or "ExpNegative" => Math.Exp(x),
        "Expm1" => Math.Exp(x) - 1,
        "Tanh" => Math.Tanh(x),
        "Erf" when x == 0 => 0,
        "LogAbove1" or "Sigmoid" or "Softplus" or "Erf" => double.NaN,
        _ => null,
    };

    private static bool? Chosen(Select select, Func<string, double> variable)
    {
        if (Of(select.Condition.Left, variable) is not double left || Of(select.Condition.Right, variable) is not double right || double.IsNaN(left) || double.IsNaN(right))
            return null;
        return select.Condition.Relation switch
        {
            Relation.Greater => left > right,
            Relation.GreaterOrEqual => left >= right,
            Relation.Less => left < right,
            _ => left <= right,
        };
    }
}
