using NetGen.Compiler.Layers.Activate;
using NetGen.Compiler.Layers.BatchNorm;
using NetGen.Compiler.Layers.Branch;
using NetGen.Compiler.Layers.Clip;
using NetGen.Compiler.Layers.Concat;
using NetGen.Compiler.Layers.Convolution;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Layers.Dropout;
using NetGen.Compiler.Layers.Flatten;
using NetGen.Compiler.Layers.Join;
using NetGen.Compiler.Layers.LayerNorm;
using NetGen.Compiler.Layers.Normalize;
using NetGen.Compiler.Layers.Pooling;
using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Layers.Scale;
using NetGen.Compiler.Layers.Slice;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers;

/// <summary>Every kind of layer that one can write, in the order in which documentation lists them.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<WrittenKind> All =
    [
        DenseKind.Instance,
        ConvolutionKind.Instance,
        PoolingKind.Maximum,
        PoolingKind.Average,
        PoolingKind.GlobalAverage,
        LayerNormKind.Instance,
        RecurrentKind.Simple,
        RecurrentKind.Gru,
        RecurrentKind.Lstm,
        BatchNormKind.Instance,
        DropoutKind.Instance,
        JoinKind.Add,
        JoinKind.Multiply,
        ConcatKind.Instance,
        SliceKind.Instance,
        ActivateKind.Instance,
        ClipKind.Instance,
        ScaleKind.Instance,
        NormalizeKind.Instance,
    ];

    /// <summary>The kind of a layer that is written as a number alone.</summary>
    public static WrittenKind OfNumber => Find("")!;

    /// <summary>The kind that a word of the architecture text stands for, or null.</summary>
    public static WrittenKind? Find(string word) => All.FirstOrDefault(kind => kind.Syntax.Word == word);

    /// <summary>What brings a picture that a layer would give into the order in which networks give their outputs, with the layer's activation.</summary>
    public static Layer Flatten(Layer last) => new FlattenLayer(last.Output, last.Activation, last.Initializer);

    /// <summary>What gives the outputs of a layer to one of several that take them.</summary>
    public static Layer Branch(Layer layer) => new BranchLayer(layer.Output, Registry.Identity, layer.Initializer);

    /// <summary>What gives several rows as one.</summary>
    public static Layer Concat(Shape output) => new ConcatLayer(output, Registry.Identity, Registry.Identity.DefaultInitializer);

    /// <summary>What takes a part of a row.</summary>
    public static Layer Slice(Shape input, int start, Shape output, Activation activation, Initializer initializer) => new SliceLayer(input, output, start, activation, initializer);
}
