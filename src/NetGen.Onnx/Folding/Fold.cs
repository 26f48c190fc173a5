using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>What an operator makes of constants.</summary>
/// <param name="node">Which node.</param>
/// <param name="inputs">Null where an optional input is left out.</param>
/// <param name="budget">Where room for results comes from.</param>
/// <returns>One value for each output, in order.</returns>
internal delegate Tensor[] Fold(Node node, IReadOnlyList<Tensor?> inputs, Budget budget);

/// <summary>The operators that are computed: while a model is read, of constants, and of samples for what an import is held against.</summary>
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
        ["AveragePool"] = Pictures.AveragePool,
        ["BatchNormalization"] = Statistics.BatchNormalization,
        ["Cast"] = Shaping.Cast,
        ["Celu"] = Elementwise.Of(Activations.Celu),
        ["Clip"] = Activations.Clip,
        ["Constant"] = Constants.Constant,
        ["ConstantOfShape"] = Constants.ConstantOfShape,
        ["Conv"] = Pictures.Conv,
        ["Div"] = Elementwise.Binary((a, b) => a / b),
        ["Dropout"] = Shaping.Dropout,
        ["Elu"] = Elementwise.Of(Activations.Elu),
        ["Equal"] = Elementwise.Compare((a, b) => a == b),
        ["Erf"] = Elementwise.Unary(Activations.Erf),
        ["Exp"] = Elementwise.Unary(Math.Exp),
        ["Floor"] = Elementwise.Unary(Math.Floor),
        ["GRU"] = Cells.Gru,
        ["Gelu"] = Elementwise.Of(Activations.Gelu),
        ["Gemm"] = Products.Gemm,
        ["GlobalAveragePool"] = Pictures.GlobalAveragePool,
        ["GlobalMaxPool"] = Pictures.GlobalMaxPool,
        ["HardSigmoid"] = Elementwise.Of(Activations.HardSigmoid),
        ["HardSwish"] = Elementwise.Unary(Activations.HardSwish),
        ["LSTM"] = Cells.Lstm,
        ["LayerNormalization"] = Statistics.LayerNormalization,
        ["LeakyRelu"] = Elementwise.Of(Activations.LeakyRelu),
        ["Log"] = Elementwise.Unary(Math.Log),
        ["LogSoftmax"] = Activations.Softmax(isLogarithm: true),
        ["MatMul"] = Products.MatMul,
        ["Max"] = Elementwise.All(Math.Max),
        ["MaxPool"] = Pictures.MaxPool,
        ["Min"] = Elementwise.All(Math.Min),
        ["Mish"] = Elementwise.Unary(Activations.Mish),
        ["Mul"] = Elementwise.Binary((a, b) => a * b),
        ["Neg"] = Elementwise.Unary(a => -a),
        ["PRelu"] = Elementwise.Binary(Activations.PRelu),
        ["Pad"] = Pictures.Pad,
        ["Pow"] = Elementwise.Binary(Math.Pow),
        ["RNN"] = Cells.Rnn,
        ["Reciprocal"] = Elementwise.Unary(a => 1 / a),
        ["ReduceMax"] = Reductions.Of(Math.Max, double.NegativeInfinity),
        ["ReduceMean"] = Statistics.ReduceMean,
        ["ReduceSum"] = Reductions.Of((a, b) => a + b, 0),
        ["Relu"] = Elementwise.Unary(Activations.Relu),
        ["Selu"] = Elementwise.Of(Activations.Selu),
        ["Shape"] = Shaping.Shape,
        ["Sigmoid"] = Elementwise.Unary(Activations.Sigmoid),
        ["Softmax"] = Activations.Softmax(isLogarithm: false),
        ["Softplus"] = Elementwise.Unary(Activations.Softplus),
        ["Softsign"] = Elementwise.Unary(Activations.Softsign),
        ["Sqrt"] = Elementwise.Unary(Math.Sqrt),
        ["Sub"] = Elementwise.Binary((a, b) => a - b),
        ["Sum"] = Elementwise.All((a, b) => a + b),
        ["Swish"] = Elementwise.Of(Activations.Swish),
        ["Tanh"] = Elementwise.Unary(Math.Tanh),
        ["Where"] = Elementwise.Where,
    };

    public static Fold? Find(string operation) => Moves.GetValueOrDefault(operation) ?? Computed.GetValueOrDefault(operation);

    public static IEnumerable<string> Names => Moves.Keys.Concat(Computed.Keys).Order(StringComparer.Ordinal);
}
