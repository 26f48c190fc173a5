namespace NetGen;

/// <summary>
/// What a layer does to the numbers u = W·x + b: y = f(u). In the architecture text the same names are written in any case,
/// behind a colon: <c>"4-6:relu-3:softmax"</c>.
/// </summary>
public enum Activation
{
    /// <summary>y = u.</summary>
    Identity,

    /// <summary>y = 1 if u &gt; 0, else 0. Its derivative is 0 everywhere, so nothing in front of it learns.</summary>
    Step,

    /// <summary>y = 1 / (1 + e^−u), in (0, 1).</summary>
    Sigmoid,

    /// <summary>y = tanh u, in (−1, 1).</summary>
    Tanh,

    /// <summary>y = max(0, u). Its derivative at 0 is 0.</summary>
    ReLU,

    /// <summary>y = u if u &gt; 0, else 0.01 u. Its derivative at 0 is 0.01.</summary>
    LeakyReLU,

    /// <summary>y = u if u &gt; 0, else e^u − 1 (α = 1), in (−1, ∞).</summary>
    ELU,

    /// <summary>y = λ u if u &gt; 0, else λ α (e^u − 1), with λ = 1.0507… and α = 1.6733…, in (−1.7581, ∞).</summary>
    SELU,

    /// <summary>y = ln(1 + e^u), in (0, ∞). Computed without overflow.</summary>
    Softplus,

    /// <summary>y = u / (1 + |u|), in (−1, 1).</summary>
    Softsign,

    /// <summary>y = u Φ(u) with Φ(u) = ½ (1 + erf(u / √2)): the exact form, not its approximation by tanh.</summary>
    GELU,

    /// <summary>y = u / (1 + e^−u), also known as Swish.</summary>
    SiLU,

    /// <summary>y = u tanh(ln(1 + e^u)).</summary>
    Mish,

    /// <summary>y = u/6 + ½ held between 0 and 1. Its derivative is 0 at the corners, u = ±3, and beyond.</summary>
    HardSigmoid,

    /// <summary>y = u held between −1 and 1. Its derivative is 0 at the corners, u = ±1, and beyond.</summary>
    HardTanh,

    /// <summary>y = u · HardSigmoid(u). Its derivative is 0 up to u = −3 and 1 from u = 3 on.</summary>
    HardSwish,

    /// <summary>y = u held between 0 and 6. Its derivative is 0 at the corners and beyond.</summary>
    ReLU6,

    /// <summary>yᵢ = e^uᵢ / Σ e^uⱼ over the layer's outputs: probabilities that sum to 1. Computed without overflow for any finite u.</summary>
    Softmax,

    /// <summary>
    /// yᵢ = ln(e^uᵢ / Σ e^uⱼ) over the layer's outputs: logarithms of probabilities, finite where the probability is too small
    /// for a number.
    /// </summary>
    LogSoftmax,
}
