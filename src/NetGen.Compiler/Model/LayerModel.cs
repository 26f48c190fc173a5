using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Model;

/// <summary>One dense layer: y = activation(W x + b), W of shape [outputs, inputs].</summary>
internal sealed record LayerModel(int Inputs, int Outputs, Activation Activation, Initializer Initializer)
{
    public int ParameterCount => Outputs * (Inputs + 1);

    /// <summary>Canonical text: the activation is left out where it is the default of an output layer.</summary>
    public string Text(bool isOutput) =>
        isOutput && Activation.Name == "Identity" ? $"{Outputs}" : $"{Outputs}:{Activation.Name.ToLowerInvariant()}";
}
