using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>What an operator makes of constants.</summary>
/// <param name="node">Which node.</param>
/// <param name="inputs">Null where an optional input is left out.</param>
/// <param name="budget">Where room for results comes from.</param>
/// <returns>One value for each output, in order.</returns>
internal delegate Tensor[] Fold(Node node, IReadOnlyList<Tensor?> inputs, Budget budget);

/// <summary>The operators that are computed while a model is read.</summary>
internal static class Folds
{
    /// <summary>Those that give back numbers that went in, each at another place; they do the same to places as to numbers.</summary>
    public static readonly IReadOnlyDictionary<string, Fold> Moves = new Dictionary<string, Fold>
    {
        ["Concat"] = Movement.Concat,
        ["Expand"] = Movement.Expand,
        ["Flatten"] = Shaping.Flatten,
        ["Gather"] = Movement.Gather,
        ["Identity"] = Shaping.Identity,
        ["Reshape"] = Shaping.Reshape,
        ["Slice"] = Movement.Slice,
        ["Split"] = Movement.Split,
        ["Squeeze"] = Shaping.Squeeze,
        ["Transpose"] = Movement.Transpose,
        ["Unsqueeze"] = Shaping.Unsqueeze,
    };

    private static readonly Dictionary<string, Fold> Computed = new()
    {
        ["Abs"] = Elementwise.Unary(Math.Abs),
        ["Add"] = Elementwise.Binary((a, b) => a + b),
        ["Cast"] = Shaping.Cast,
        ["Constant"] = Constants.Constant,
        ["ConstantOfShape"] = Constants.ConstantOfShape,
        ["Div"] = Elementwise.Binary((a, b) => a / b),
        ["Equal"] = Elementwise.Compare((a, b) => a == b),
        ["Exp"] = Elementwise.Unary(Math.Exp),
        ["Floor"] = Elementwise.Unary(Math.Floor),
        ["Log"] = Elementwise.Unary(Math.Log),
        ["MatMul"] = Products.MatMul,
        ["Max"] = Elementwise.All(Math.Max),
        ["Min"] = Elementwise.All(Math.Min),
        ["Mul"] = Elementwise.Binary((a, b) => a * b),
        ["Neg"] = Elementwise.Unary(a => -a),
        ["Pow"] = Elementwise.Binary(Math.Pow),
        ["Reciprocal"] = Elementwise.Unary(a => 1 / a),
        ["ReduceSum"] = Reductions.Of((a, b) => a + b, 0),
        ["Shape"] = Shaping.Shape,
        ["Sqrt"] = Elementwise.Unary(Math.Sqrt),
        ["Sub"] = Elementwise.Binary((a, b) => a - b),
        ["Where"] = Elementwise.Where,
    };

    public static Fold? Find(string operation) => Moves.GetValueOrDefault(operation) ?? Computed.GetValueOrDefault(operation);

    public static IEnumerable<string> Names => Moves.Keys.Concat(Computed.Keys).Order(StringComparer.Ordinal);
}
