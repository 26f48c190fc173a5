using NetGen.Compiler.Kernels;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Emit;

/// <summary>Formulas as C# expressions over one flavour of vector.</summary>
internal sealed class ValuePrinter(Precision precision, Flavour flavour)
{
    private readonly string _class = flavour.Class;
    private readonly string _number = Number.Type(precision);

    /// <summary>Vectors that WebAssembly has go by way of the library, which knows what is fast there.</summary>
    private readonly string _multiplyAdd = flavour.Class is "Vector" or "Vector128" ? "Lanes.MultiplyAdd" : flavour.Class + ".MultiplyAddEstimate";

    public string Print(Value value) => value switch
    {
        Variable variable => variable.Name,
        Constant { Number: 0 } => $"{_class}<{_number}>.Zero",
        Constant { Number: 1 } => $"{_class}<{_number}>.One",
        Constant constant => Splat(Number.Literal(constant.Number, precision)),
        Negate negate => "-" + Operand(negate.Operand),
        Absolute absolute => $"{_class}.Abs({Print(absolute.Operand)})",
        Binary { Operator: BinaryOperator.Maximum } binary => $"Lanes.Larger({Print(binary.Left)}, {Print(binary.Right)})",
        Binary binary => $"{Operand(binary.Left)} {Symbol(binary.Operator)} {Operand(binary.Right)}",
        MultiplyAdd fused => $"{_multiplyAdd}({Print(fused.Factor)}, {Print(fused.Other)}, {Print(fused.Addend)})",
        Call call => $"VectorMath.{call.Function}({Print(call.Argument)})",
        Select select => $"{_class}.ConditionalSelect({_class}.{Relation(select.Condition.Relation)}({Print(select.Condition.Left)}, {Print(select.Condition.Right)}), {Print(select.Then)}, {Print(select.Otherwise)})",
        Load load => $"{_class}.LoadUnsafe(ref {Arguments(load.From)})",
        Broadcast broadcast => Splat(broadcast.From.Offset.Equals(0) ? broadcast.From.Name : "ref " + Arguments(broadcast.From)),
        Lane lane => Broadcast(lane),
        Splat splat => Splat(splat.Scalar),
        CountOf count => Splat($"({_number}){count.Count}"),
        LaneNumber number => number.First.Equals(0) ? $"{_class}<{_number}>.Indices" : $"{_class}<{_number}>.Indices + {Splat($"({_number})({number.First})")}",
        AcrossLanes or AcrossRow => Splat(Scalar(value)),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no expression."),
    };

    /// <summary>One number in every lane.</summary>
    private string Splat(string arguments) => $"Lanes.Splat{_class.Substring("Vector".Length)}({arguments})";

    /// <summary>Across 256 bits where either side has them, and to longer vectors by way of a number.</summary>
    private string Broadcast(Lane lane)
    {
        if (_class is not ("Vector128" or "Vector256"))
            return Splat($"{Print(lane.Of)}.GetElement({lane.Number})");
        string from = lane.Flavour.Class, over = from == _class ? _class : "Vector256", operand = Print(lane.Of);
        string shuffle = $"{over}.Shuffle({(from == over ? operand : $"{operand}.ToVector256Unsafe()")}, {over}.Create({lane.Number}{(precision == Precision.Single ? "" : "L")}))";
        return over == _class ? shuffle : shuffle + ".GetLower()";
    }

    /// <summary>The value of lane 0.</summary>
    public string Scalar(Value value) => value switch
    {
        AcrossLanes across => $"Lanes.{Name(across.Reduction)}({Print(across.Operand)})",
        AcrossRow across => $"Lanes.{Name(across.Reduction)}(ref {Reference(across.Row)}, {across.Length})",
        _ => $"{Operand(value)}.ToScalar()",
    };

    /// <summary>As a place: the operand of <c>ref</c>, or one element to read or write.</summary>
    public static string Reference(Pointer pointer) => pointer.Offset.Equals(0) ? pointer.Name : $"Unsafe.Add(ref {Arguments(pointer)})";

    /// <summary>As the last arguments of a vector load or store.</summary>
    public static string Arguments(Pointer pointer) => pointer.Offset.Equals(0) ? pointer.Name : $"{pointer.Name}, {pointer.Offset}";

    private string Operand(Value value) => value is Binary { Operator: not BinaryOperator.Maximum } or Negate or LaneNumber
        ? $"({Print(value)})"
        : Print(value);

    private static string Name(Reduction reduction) => reduction == Reduction.Sum ? "Sum" : "Max";

    private static string Symbol(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };

    private static string Relation(Relation relation) => relation switch
    {
        Operations.Relation.Greater => "GreaterThan",
        Operations.Relation.GreaterOrEqual => "GreaterThanOrEqual",
        Operations.Relation.Less => "LessThan",
        _ => "LessThanOrEqual",
    };
}
