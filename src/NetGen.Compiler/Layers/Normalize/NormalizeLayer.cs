using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Normalize;

/// <summary>
/// activation((x − mean) / scale), held between bounds where there are some, with a mean and a scale for each channel, as scikit-learn's
/// StandardScaler: in files and no parameters, 0 and 1 at first.
/// </summary>
internal sealed record NormalizeLayer(Shape Input, Bounds Bounds, Activation Activation, Initializer Initializer) : Layer(Input, Input, Activation, Initializer)
{
    public override LayerKind Kind => NormalizeKind.Instance;

    public override IReadOnlyList<Tensor> Tensors => [];

    public override IReadOnlyList<Tensor> Buffers => [Of("mean", "Mean", 0), Of("scale", "Scale", 1) with { Divides = true }];

    public override IReadOnlyList<(string Key, EquatableArray<double> Numbers)> Constants => Bounds.Constants;

    public override long MultiplyAdds => Outputs;

    public override string Text => Bounds.ToString() is { Length: > 0 } bounds ? $"normalize({bounds})" : "normalize";

    private Tensor Of(string name, string symbol, double first) => new(name, Shape.Of(Input.Dimensions[0]), symbol) { First = first };
}
