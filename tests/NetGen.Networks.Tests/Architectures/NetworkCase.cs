using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>One layer of a case.</summary>
internal sealed record LayerCase(int Size, string Activation);

/// <summary>A network that is compiled while the tests run, and the batch that it is tried on.</summary>
internal sealed record NetworkCase(int Inputs, IReadOnlyList<LayerCase> Layers, string Loss, bool IsDouble, int Batch, int Seed) : INetworkCase
{
    public LayerCase Output => Layers[^1];

    public Declaration Declaration => new($"{Inputs}-{string.Join('-', Layers.Select(layer => $"{layer.Size}:{layer.Activation}"))}")
    {
        Loss = Loss,
        IsDouble = IsDouble,
    };

    public IEnumerable<INetworkCase> Simpler() => NetworkCases.Shrink(this);

    public override string ToString() => $"\"{Declaration.Architecture}\", {Loss}, {(IsDouble ? "double" : "float")}, batch {Batch}, seed {Seed}";
}
