namespace NetGen.Compiler.Layers;

/// <summary>A tensor of parameters, by the name and the shape that it has in files.</summary>
/// <param name="Name">Within its layer, as PyTorch names it.</param>
/// <param name="Symbol">What kernels call it.</param>
internal sealed record Tensor(string Name, Shape Shape, string Symbol)
{
    /// <summary>What each of its values starts as, where neither an initializer nor the network's first bias says it; else null.</summary>
    public double? First { get; init; }

    /// <summary>Whether values are divided by its numbers, none of which may be 0.</summary>
    public bool Divides { get; init; }

    /// <summary>Whether it is what a product takes, which an initializer draws, and not what is added.</summary>
    public bool IsWeight => First is null && Shape.Dimensions.Count > 1;
}
