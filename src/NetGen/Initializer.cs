namespace NetGen;

/// <summary>
/// How weights are first drawn. N(m, v) is the normal distribution of mean m and variance v, U(a, b) the uniform one;
/// <c>inputs</c> and <c>outputs</c> are the layer's.
/// </summary>
/// <remarks>
/// The same seed gives the same parameters on every machine and in every version: the generator is xoshiro256** and the
/// arithmetic uses nothing but +, −, ×, ÷ and √ in <see cref="double"/>, rounded at the end to the network's precision.
/// Biases are not drawn; they all start as <see cref="NetworkAttribute.InitialBias"/>.
/// </remarks>
public enum Initializer
{
    /// <summary>N(0, 2 / inputs). He et al., "Delving Deep into Rectifiers", 2015.</summary>
    HeNormal,

    /// <summary>U(−√(6 / inputs), √(6 / inputs)): the variance of <see cref="HeNormal"/>.</summary>
    HeUniform,

    /// <summary>N(0, 2 / (inputs + outputs)). Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.</summary>
    GlorotNormal,

    /// <summary>U(−√(6 / (inputs + outputs)), √(6 / (inputs + outputs))): the variance of <see cref="GlorotNormal"/>.</summary>
    GlorotUniform,

    /// <summary>N(0, 1 / inputs). LeCun et al., "Efficient BackProp", 1998.</summary>
    LeCunNormal,

    /// <summary>U(−√(3 / inputs), √(3 / inputs)): the variance of <see cref="LeCunNormal"/>.</summary>
    LeCunUniform,

    /// <summary>N(0, scale²), where scale is <see cref="NetworkAttribute.InitializerScale"/>, the standard deviation.</summary>
    Normal,

    /// <summary>U(0, scale), where scale is <see cref="NetworkAttribute.InitializerScale"/>.</summary>
    Uniform,

    /// <summary>Every weight 0.</summary>
    Zeros,

    /// <summary>Every weight 1.</summary>
    Ones,

    /// <summary>Every weight <see cref="NetworkAttribute.InitializerScale"/>.</summary>
    Constant,
}
