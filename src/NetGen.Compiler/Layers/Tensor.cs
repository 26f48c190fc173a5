namespace NetGen.Compiler.Layers;

/// <summary>A tensor of parameters, by the name and the shape that it has in files.</summary>
/// <param name="Name">Within its layer, as PyTorch names it.</param>
/// <param name="Symbol">What kernels call it.</param>
internal sealed record Tensor(string Name, Shape Shape, string Symbol)
{
    /// <summary>Whether it is what a product takes, which an initializer draws, and not what is added.</summary>
    public bool IsWeight => Shape.Dimensions.Count > 1;
}
