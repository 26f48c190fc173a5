using NetGen.Onnx.Folding;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>The operators that become steps, and what is said of the others.</summary>
internal static class Operators
{
    private static readonly Dictionary<string, Func<Node, Operand[], Budget, Signal>> Known = new()
    {
        ["Add"] = Arithmetic.Add,
        ["BatchNormalization"] = Arithmetic.BatchNormalization,
        ["Cast"] = Functions.Cast,
        ["Clip"] = Bounds.Clip,
        ["Div"] = Arithmetic.Div,
        ["Dropout"] = Functions.Dropout,
        ["Elu"] = Functions.Elu,
        ["Erf"] = Functions.Of(ActivationStep.Erf),
        ["Gelu"] = Functions.Gelu,
        ["Gemm"] = Matrices.Gemm,
        ["HardSigmoid"] = Bounds.HardSigmoid,
        ["HardSwish"] = Functions.Of("hardSwish"),
        ["LeakyRelu"] = Functions.LeakyRelu,
        ["Log"] = Functions.Log,
        ["LogSoftmax"] = Functions.OverTheLayer("logSoftmax"),
        ["MatMul"] = Matrices.MatMul,
        ["Max"] = Bounds.Max,
        ["Min"] = Bounds.Min,
        ["Mish"] = Functions.Of("mish"),
        ["Mul"] = Arithmetic.Mul,
        ["Neg"] = Arithmetic.Neg,
        ["Relu"] = Functions.Of("relu"),
        ["Selu"] = Functions.Selu,
        ["Sigmoid"] = Functions.Of("sigmoid"),
        ["Softmax"] = Functions.OverTheLayer("softmax"),
        ["Softplus"] = Functions.Of("softplus"),
        ["Softsign"] = Functions.Of("softsign"),
        ["Sub"] = Arithmetic.Sub,
        ["Tanh"] = Functions.Of("tanh"),
    };

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    public static Func<Node, Operand[], Budget, Signal>? Find(string operation) => Known.GetValueOrDefault(operation);

    public static bool IsRandom(string operation) =>
        operation is "RandomNormal" or "RandomNormalLike" or "RandomUniform" or "RandomUniformLike" or "Multinomial" or "Bernoulli";

    /// <summary>Why an operator is refused, and what to do.</summary>
    public static string WhyNot(string operation) => operation switch
    {
        "Conv" or "ConvTranspose" => "convolutions cannot be imported; dense layers can. Name an output before it, or a model without it.",
        "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool" => "pooling cannot be imported; dense layers can.",
        "LSTM" or "GRU" or "RNN" => "recurrent layers cannot be imported; dense layers can.",
        "Loop" or "Scan" => "loops cannot be imported. Keras' GRU is exported as one; train with a dense layer in its place.",
        "If" => "a choice that depends on the input cannot be imported. Export the model for inference alone.",
        "ArgMax" => "the place of the largest value is what Predict of a network tells. Name the value that goes into this node as the output.",
        _ when IsRandom(operation) =>
            "it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.",
        "Pow" or "Sqrt" or "ReduceMean" or "ReduceSum" or "ReduceMax" or "ReduceL2" or "LayerNormalization" or "Attention" =>
            "it is a part of attention, or of normalisation by the sample itself, which cannot be imported; dense layers, activations and softmax can.",
        _ => $"the operator {operation} cannot be imported. Name an output before it, or export a model of dense layers and activations.",
    };
}
