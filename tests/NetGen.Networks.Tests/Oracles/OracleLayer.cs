using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.Dense;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What one layer makes of its inputs before its activation, and the way back. Pictures are [C][H][W], or [C][L].</summary>
internal abstract class OracleLayer
{
    public static OracleLayer Of(Layer layer) => layer switch
    {
        DenseLayer => new OracleDense(layer.Inputs, layer.Outputs),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Kind, "The oracle does not know this kind of layer."),
    };

    public abstract int ParameterCount { get; }

    /// <param name="parameters">Those of this layer, in parameter order.</param>
    public abstract Approximate[] Forward(Approximate[] input, double[] parameters);

    /// <summary>
    /// The gradients by the inputs and by the parameters, from the gradient by the outputs. Those by parameters are sums under
    /// way, because other samples go on with them.
    /// </summary>
    public abstract (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters);
}
