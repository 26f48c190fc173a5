using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Emit;

/// <summary>Formulas as C# expressions over one flavour of vector.</summary>
/// <param name="positions">Names of the kernel's positions; null outside of one.</param>
internal sealed class ValuePrinter(Precision precision, Flavour flavour, Positions? positions = null)
{
    private const string Short = "V128", Long = "V256";

    private readonly string _v = flavour.Name;

    public string Print(Value value) => value switch
    {
        Variable variable => variable.Name,
        Constant when IsZero(value) => _v + ".Zero",
        Constant { Number: 1 } => _v + ".One",
        Constant constant => Splat(Number.Literal(constant.Number, precision)),
        Negate negate => IsKnown ? "-" + Operand(negate.Operand) : Call("Negate", negate.Operand),
        Absolute absolute => Call("Abs", absolute.Operand),
        Binary { Operator: BinaryOperator.Maximum } binary when IsZero(binary.Left) => Call("Rectify", binary.Right),
        Binary { Operator: BinaryOperator.Maximum } binary => Call("Larger", binary.Left, binary.Right),
        Binary binary => IsKnown ? $"{Operand(binary.Left)} {Symbol(binary.Operator)} {Operand(binary.Right)}" : Call($"{binary.Operator}", binary.Left, binary.Right),
        MultiplyAdd { Factor: Broadcast broadcast, Other: Load row } scaled when IsOneNumber(row.From) =>
            $"{_v}.AddScaledRow({Print(scaled.Addend)}, ref {Sum(Named(row.From))}, ref {Arguments(Named(broadcast.From))})",
        MultiplyAdd { Factor: Broadcast broadcast } scaled => $"{_v}.AddScaled({Print(scaled.Addend)}, {Print(scaled.Other)}, ref {Arguments(Named(broadcast.From))})",
        MultiplyAdd { Other: Load row } fused => $"{_v}.MultiplyAddRow({Print(fused.Factor)}, ref {Arguments(Named(row.From))}, {Print(fused.Addend)})",
        MultiplyAdd fused => Call("MultiplyAdd", fused.Factor, fused.Other, fused.Addend),
        Call call => Call(call.Function, call.Argument),
        CallOfTwo call => Call(call.Function, call.First, call.Second),
        Select { Condition: { Relation: Relation.LessOrEqual } condition } select when IsZero(condition.Right) && IsZero(select.Then) => Call("Rectify", condition.Left, select.Otherwise),
        Select select => Call($"If{select.Condition.Relation}", select.Condition.Left, select.Condition.Right, select.Then, select.Otherwise),
        Load load => $"{_v}.Load(ref {Arguments(Named(load.From))})",
        Numbers numbers => $"{_v}.Load(ref M.Numbers([{string.Join(", ", numbers.All.Select(number => Number.Literal(number, precision)))}]), {numbers.First})",
        Broadcast broadcast => $"{_v}.Broadcast(ref {Arguments(Named(broadcast.From))})",
        Lane lane => Lane(lane),
        Spread spread => $"{_v}.Spread({Print(spread.Of)}, {spread.First})",
        SumOfHalves halves => Call("SumOfHalves", halves.Of),
        Splat splat => Splat(splat.Scalar),
        CountOf count => Splat($"({Number.Type(precision)}){count.Count}"),
        LaneNumber number => $"{_v}.Count({number.First})",
        AcrossLanes across => Call(across.Reduction == Reduction.Sum ? "Sum" : "Max", across.Operand),
        AcrossRow { Reduction: Reduction.Sum } across => $"{_v}.SumOfRow(ref {Reference(Named(across.Row))}, {across.Length})",
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no expression."),
    };

    /// <summary>Whether the type of the vectors is known where the kernel is compiled, and with it their operators.</summary>
    private bool IsKnown => flavour.Width is not null;

    /// <summary>One number in every lane.</summary>
    private string Splat(string number) => $"{_v}.Splat({number})";

    private string Call(string operation, params Value[] operands) => $"{_v}.{operation}({string.Join(", ", operands.Select(Print))})";

    /// <summary>Across 256 bits where either side has them, and to longer vectors by way of a number.</summary>
    private string Lane(Lane lane)
    {
        string of = Print(lane.Of);
        return (_v, lane.Flavour.Name) switch
        {
            (Short, Short) or (Long, Long) => $"{_v}.Lane({of}, {lane.Number})",
            (Short, Long) => $"{_v}.LaneOfLonger({of}, {lane.Number})",
            (Long, Short) => $"{_v}.LaneOfShorter({of}, {lane.Number})",
            _ => Splat($"{lane.Flavour.Name}.Element({of}, {lane.Number})"),
        };
    }

    /// <summary>As a place: the operand of <c>ref</c>.</summary>
    public static string Reference(Pointer pointer) => pointer.Offset.Equals(0) ? pointer.Name : $"M.At(ref {Arguments(pointer)})";

    /// <summary>As the last arguments of a load or store, a constant by itself: C# takes longer to add one to a position than for a call.</summary>
    public static string Arguments(Pointer pointer) => IsOneNumber(pointer)
        ? Sum(pointer)
        : $"{pointer.Name}, {pointer.Offset + -pointer.Offset.Constant}, {pointer.Offset.Constant}";

    /// <summary>Whether a position is one argument, not a variable one and a constant.</summary>
    public static bool IsOneNumber(Pointer pointer) => pointer.Offset is not { IsConstant: false, Constant: > 0, CountsUp: true };

    /// <summary>As the last arguments of what takes a position as one.</summary>
    public static string Sum(Pointer pointer) => $"{pointer.Name}, {pointer.Offset}";

    private static bool IsZero(Value value) => value is Constant { Number: 0 } zero && !Number.IsNegativeZero(zero.Number);

    private Pointer Named(Pointer place) => positions?.Short(place) ?? place;

    private string Operand(Value value) => value is Binary { Operator: not BinaryOperator.Maximum } or Negate ? $"({Print(value)})" : Print(value);

    private static string Symbol(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };
}
