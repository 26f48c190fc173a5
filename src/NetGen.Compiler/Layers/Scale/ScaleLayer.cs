using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Scale;

/// <summary>activation(factor · x + offset), value by value; null where there is no factor, or no offset.</summary>
internal sealed record ScaleLayer(Shape Input, EquatableArray<double>? Factor, EquatableArray<double>? Offset, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => ScaleKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Constants => ChannelNumbers.Named((ScaleKind.FactorKey, Factor), (ScaleKind.OffsetKey, Offset));

    public override long MultiplyAdds => Outputs;

    public override string Text => $"scale({ChannelNumbers.Text(Factor)}{(Offset is null ? "" : $"+{ChannelNumbers.Text(Offset)}")})";
}
