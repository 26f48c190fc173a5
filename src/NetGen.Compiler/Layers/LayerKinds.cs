using NetGen.Compiler.Layers.Convolution;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Layers.Flatten;
using NetGen.Compiler.Layers.Pooling;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers;

/// <summary>Every kind of layer NetGen knows, in the order in which documentation lists them.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        DenseKind.Instance,
        ConvolutionKind.Instance,
        PoolingKind.Maximum,
        PoolingKind.Average,
        PoolingKind.GlobalAverage,
    ];

    /// <summary>The kind of a layer that is written as a number alone.</summary>
    public static LayerKind OfNumber => Find("")!;

    /// <summary>The kind that a word of the architecture text stands for, or null.</summary>
    public static LayerKind? Find(string word) => All.FirstOrDefault(kind => kind.Syntax.Word == word);

    /// <summary>What brings a picture into the order in which networks give their outputs.</summary>
    public static Layer Flatten(Shape input, Activation activation, Initializer initializer) => new FlattenLayer(input, activation, initializer);
}
