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

    /// <summary>yᵢ = e^uᵢ / Σ e^uⱼ over the layer's outputs: probabilities that sum to 1. Computed without overflow for any finite u.</summary>
    Softmax,
}
