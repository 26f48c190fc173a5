using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>activation(W x + b), with W of shape [units, inputs]; inputs of any shape are taken in the order in which they stand.</summary>
internal sealed record DenseLayer(Shape Input, int Units, Activation Activation, Initializer Initializer)
    : Layer(Input, Shape.Of(Units), Activation, Initializer)
{
    public override LayerKind Kind => DenseKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [new("weight", Shape.Of(Units, Inputs), "W"), new("bias", Shape.Of(Units), "B")];

    public override long MultiplyAdds => Inputs * (long)Units;

    public override string Text => Units.ToString(CultureInfo.InvariantCulture);
}
