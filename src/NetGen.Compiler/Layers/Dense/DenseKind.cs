using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>A number of units, each of which sees every input.</summary>
internal sealed class DenseKind : LayerKind
{
    public static readonly DenseKind Instance = new();

    private DenseKind()
    {
    }

    public override string Name => "Dense";

    public override string Word => "";

    public override Layer Build(Shape input, int count, Activation activation, Initializer initializer) => new DenseLayer(input, count, activation, initializer);
}
