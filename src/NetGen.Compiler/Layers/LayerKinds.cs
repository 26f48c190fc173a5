using NetGen.Compiler.Layers.Dense;

namespace NetGen.Compiler.Layers;

/// <summary>Every kind of layer NetGen knows, in the order in which documentation lists them.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        DenseKind.Instance,
    ];

    /// <summary>The kind of a layer that is written as a number alone.</summary>
    public static LayerKind OfNumber => Find("")!;

    /// <summary>The kind that a word of the architecture text stands for, or null.</summary>
    public static LayerKind? Find(string word) => All.FirstOrDefault(kind => kind.Word == word);
}
