namespace NetGen.Compiler.Layers;

/// <summary>The shape of one sample on its way through a network, as PyTorch orders it: channels before height before width.</summary>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    /// <summary>The number of its values, where that is within the limits.</summary>
    public int Size => (int)Values;

    /// <summary>The number of its values, which of weights may be more than any network is allowed.</summary>
    public long Values => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    public static Shape Of(params int[] dimensions) => new(new EquatableArray<int>(dimensions));

    /// <summary>The same with so many channels, or features.</summary>
    public Shape WithChannels(int channels) => new(new EquatableArray<int>([channels, .. Dimensions.Skip(1)]));

    /// <summary>As the architecture text writes it: <c>1x28x28</c>.</summary>
    public override string ToString() => string.Join("x", Dimensions);
}
