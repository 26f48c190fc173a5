using System.Globalization;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Activate;

/// <summary>The activation of what comes in, or of neighbouring features or channels of it while the others stay as they are.</summary>
/// <param name="Start">The first of them.</param>
/// <param name="Of">The activation; that of the layer as a whole where it is of everything.</param>
internal sealed record ActivateLayer(Shape Input, int Start, int Count, Activation Of, Initializer Initializer)
    : Layer(Input, Input, Count == Input.Dimensions[0] ? Of : Registry.Identity, Initializer)
{
    public override LayerKind Kind => ActivateKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override long MultiplyAdds => 0;

    public bool IsWhole => Count == Input.Dimensions[0];

    public override string Text => IsWhole ? "activation" : string.Format(CultureInfo.InvariantCulture, "activation({0}..{1}:{2})", Start, Start + Count, Of.Name.ToLowerInvariant());
}
