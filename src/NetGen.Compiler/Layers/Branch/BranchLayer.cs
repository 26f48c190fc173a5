using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Branch;

/// <summary>The outputs of a layer for one of several that take them: the same memory, with a gradient of its own.</summary>
internal sealed record BranchLayer(Shape Input, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => BranchKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public override string Text => "branch";
}
