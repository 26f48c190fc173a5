using NetGen.Onnx.Folding;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>The operators that become steps, and what is said of the others.</summary>
internal static class Operators
{
    private static readonly Dictionary<string, Func<Node, Operand[], Budget, Signal[]>> Known = new()
    {
        ["Abs"] = One(Functions.Abs),
        ["Add"] = One(Arithmetic.Add),
        ["AveragePool"] = One(Windows.AveragePool),
        ["BatchNormalization"] = One(Arithmetic.BatchNormalization),
        ["Cast"] = One(Functions.Cast),
        ["Celu"] = One(Functions.Celu),
        ["Clip"] = One(Bounds.Clip),
        ["Conv"] = One(Windows.Convolution),
        ["Div"] = One(Arithmetic.Div),
        ["Dropout"] = One(Functions.Dropout),
        ["Elu"] = One(Functions.Elu),
        ["Erf"] = One(Functions.Of(ActivationStep.Erf)),
        ["GRU"] = Recurrences.Gru,
        ["Gelu"] = One(Functions.Gelu),
        ["Gemm"] = One(Matrices.Gemm),
        ["GlobalAveragePool"] = One(Windows.GlobalAveragePool),
        ["GlobalMaxPool"] = One(Windows.GlobalMaxPool),
        ["HardSigmoid"] = One(Bounds.HardSigmoid),
        ["HardSwish"] = One(Functions.Of("hardSwish")),
        ["LSTM"] = Recurrences.Lstm,
        ["LayerNormalization"] = One(Normalisation.Layer),
        ["LeakyRelu"] = One(Functions.LeakyRelu),
        ["Log"] = One(Functions.Log),
        ["LogSoftmax"] = One(Functions.OverTheLayer("logSoftmax")),
        ["MatMul"] = One(Matrices.MatMul),
        ["Max"] = One(Bounds.Max),
        ["MaxPool"] = One(Windows.MaxPool),
        ["Min"] = One(Bounds.Min),
        ["Mish"] = One(Functions.Of("mish")),
        ["Mul"] = One(Arithmetic.Mul),
        ["Neg"] = One(Arithmetic.Neg),
        ["PRelu"] = One(Functions.PRelu),
        ["Pad"] = One(Windows.Pad),
        ["Pow"] = One(Arithmetic.Pow),
        ["RNN"] = Recurrences.Rnn,
        ["Reciprocal"] = One(Normalisation.Reciprocal),
        ["ReduceMax"] = One(Reductions.Max),
        ["ReduceMean"] = One(Reductions.Mean),
        ["Relu"] = One(Functions.Of("relu")),
        ["Selu"] = One(Functions.Selu),
        ["Sigmoid"] = One(Functions.Of("sigmoid")),
        ["Softmax"] = One(Functions.OverTheLayer("softmax")),
        ["Softplus"] = One(Functions.Of("softplus")),
        ["Softsign"] = One(Functions.Of("softsign")),
        ["Sqrt"] = One(Normalisation.Root),
        ["Sub"] = One(Arithmetic.Sub),
        ["Sum"] = One(Arithmetic.Sum),
        ["Swish"] = One(Functions.Swish),
        ["Tanh"] = One(Functions.Of("tanh")),
    };

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    public static Func<Node, Operand[], Budget, Signal[]>? Find(string operation) => Known.GetValueOrDefault(operation);

    public static bool IsRecurrent(string operation) => operation is "LSTM" or "GRU" or "RNN";

    public static bool IsRandom(string operation) =>
        operation is "RandomNormal" or "RandomNormalLike" or "RandomUniform" or "RandomUniformLike" or "Multinomial" or "Bernoulli";

    /// <summary>Why an operator is refused, and what to do.</summary>
    public static string WhyNot(string operation) => operation switch
    {
        "ConvTranspose" => "transposed convolutions cannot be imported; convolutions and dense layers can.",
        "Loop" or "Scan" => "loops cannot be imported. Keras' GRU is exported as one; export it by another way, as PyTorch does, or train an LSTM.",
        "If" => "a choice that depends on the input cannot be imported. Export the model for inference alone.",
        "ArgMax" => "the place of the largest value is what Predict of a network tells. Name the value that goes into this node as the output.",
        _ when IsRandom(operation) =>
            "it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.",
        "ReduceSum" or "ReduceL2" or "Attention" or "InstanceNormalization" or "GroupNormalization" =>
            "it is a part of attention, or of normalisation by the sample itself, which cannot be imported; LayerNormalization over all of a layer, dense layers, activations and softmax can.",
        _ => $"the operator {operation} cannot be imported. Name an output before it, or export a model of dense, convolutional or recurrent layers and activations.",
    };

    private static Func<Node, Operand[], Budget, Signal[]> One(Func<Node, Operand[], Budget, Signal> operation) => (node, operands, budget) => [operation(node, operands, budget)];
}
