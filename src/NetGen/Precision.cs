using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <summary>The number type of a network's parameters, inputs, outputs and arithmetic.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The precisions are those types.")]
public enum Precision
{
    /// <summary><see cref="float"/>, 32 bits.</summary>
    Single,

    /// <summary><see cref="double"/>, 64 bits.</summary>
    Double,
}
