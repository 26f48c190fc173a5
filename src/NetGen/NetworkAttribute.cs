namespace NetGen;

/// <summary>
/// Declares a neural network. NetGen's generator completes the partial class it stands on with SIMD forward, backward and
/// training code for exactly this network, and makes it an <see cref="INetwork{TSelf, T}"/>.
/// </summary>
/// <remarks>
/// <para>The architecture text is the number of inputs or their shape, then the layers with <c>-</c> between them: a number of units, or a
/// convolution, pooling or normalisation. A layer is optionally followed by a colon and the name of an <see cref="Activation"/> in any case.</para>
/// <list type="table">
/// <listheader><term>Text</term><description>Network</description></listheader>
/// <item><term><c>"2-3-2"</c></term><description>2 inputs, 3 hidden units with the activation <see cref="Hidden"/>, 2 outputs with <see cref="Output"/>.</description></item>
/// <item><term><c>"4-6:relu-3:softmax"</c></term><description>A classifier of 4 features into 3 classes; trained with <see cref="NetGen.Loss.CrossEntropy"/> unless <see cref="Loss"/> says otherwise.</description></item>
/// <item><term><c>"5-10:relu-1:sigmoid"</c></term><description>A yes-or-no classifier; trained with <see cref="NetGen.Loss.BinaryCrossEntropy"/>.</description></item>
/// <item><term><c>"1x8x8-16c3same:relu-mp2-10:softmax"</c></term><description>Pictures of one channel through 16 kernels of 3 × 3, and the largest of every 2 × 2 pixels, into 10 classes.</description></item>
/// <item><term><c>"784-128:relu-64:tanh-10"</c></term><description>Two hidden layers and 10 plain outputs, for regression.</description></item>
/// </list>
/// <para>Limits: 1 to 65,536 units a layer, 256 layers, 2^28 parameters. What does not fit is reported by the compiler at the
/// place in the text.</para>
/// <para>The class must be partial, and neither static nor a record; it may be nested or generic-nested and of any accessibility.</para>
/// </remarks>
/// <example>
/// <code>
/// [Network("4-6:relu-3:softmax", Weights = "iris.safetensors")]
/// public partial class IrisNet;
///
/// var net = new IrisNet(seed: 1);
/// float loss = net.TrainBatch(inputs, labels, learningRate: 0.1f);
/// int species = net.Predict([5.1f, 3.5f, 1.4f, 0.2f]);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Declares a network whose architecture is in a JSON file: the one that <see cref="Spec"/> names, or a <c>*.netgen.json</c> of the class's name.</summary>
    public NetworkAttribute()
    {
    }

    /// <summary>Declares a network by its architecture text.</summary>
    /// <param name="architecture">The layers, such as <c>"4-6:relu-3:softmax"</c>; see the remarks on <see cref="NetworkAttribute"/>.</param>
    public NetworkAttribute(string architecture) => Architecture = architecture;

    /// <summary>The architecture text, or null when a JSON file has it.</summary>
    public string? Architecture { get; }

    /// <summary>The JSON file that describes the network, such as <c>"moons.netgen.json"</c>, instead of an architecture text.</summary>
    public string? Spec { get; set; }

    /// <summary>The activation of hidden layers that name none in the text. Default: <see cref="Activation.ReLU"/>.</summary>
    public Activation Hidden { get; set; } = Activation.ReLU;

    /// <summary>The activation of the last layer if it names none in the text. Default: <see cref="Activation.Identity"/>.</summary>
    public Activation Output { get; set; } = Activation.Identity;

    /// <summary>
    /// What training makes small. Default, when not set: <see cref="NetGen.Loss.CrossEntropy"/> for a Softmax or LogSoftmax
    /// output, <see cref="NetGen.Loss.BinaryCrossEntropy"/> for Sigmoid, else <see cref="NetGen.Loss.MeanSquaredError"/>.
    /// </summary>
    public Loss Loss { get; set; }

    /// <summary>
    /// How the weights of every layer are first drawn. Default, when not set: by each layer's activation,
    /// <see cref="NetGen.Initializer.HeNormal"/> for ReLU, LeakyReLU, ELU, GELU, SiLU, Mish, HardSwish and ReLU6,
    /// <see cref="NetGen.Initializer.LeCunNormal"/> for SELU, else <see cref="NetGen.Initializer.GlorotNormal"/>.
    /// </summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// The standard deviation of <see cref="NetGen.Initializer.Normal"/>, the upper bound of <see cref="NetGen.Initializer.Uniform"/>,
    /// the value of <see cref="NetGen.Initializer.Constant"/>. Default: 1. Other initializers take none.
    /// </summary>
    public double InitializerScale { get; set; } = 1;

    /// <summary>What every bias starts as. Default: 0.</summary>
    public double InitialBias { get; set; }

    /// <summary>The number type of parameters, inputs and outputs. Default: <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// A safetensors file in the project, by its path relative to the project with <c>/</c>, or by its name if only one file has
    /// it. It is embedded into the assembly, and the class gets a static property <c>Pretrained</c> that reads it once.
    /// </summary>
    public string? Weights { get; set; }

    /// <summary>
    /// The names of the classes, in the order of the outputs; two for a network of one output, that of low outputs first. They
    /// give the class <c>Classes</c> and <c>PredictClass</c>, and are kept in weights files: a file whose names differ is refused.
    /// </summary>
    public string[]? Classes { get; set; }

    /// <summary>Whether the class gets <c>Trace</c>, which shows every value and gradient of one sample: a <see cref="NetworkTrace{T}"/>. For networks of dense layers. Default: false.</summary>
    public bool Trace { get; set; }

    /// <summary>
    /// Whether the class can be trained. Without training it is an <see cref="IInference{TSelf, T}"/> with no code but for
    /// predicting, for programs that load weights which others have trained. Default: true.
    /// </summary>
    public bool Training { get; set; } = true;
}
