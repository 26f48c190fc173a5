using NetGen.Compiler;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.Activate;
using NetGen.Compiler.Layers.BatchNorm;
using NetGen.Compiler.Layers.Clip;
using NetGen.Compiler.Layers.Concat;
using NetGen.Compiler.Layers.Convolution;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Layers.Dropout;
using NetGen.Compiler.Layers.Join;
using NetGen.Compiler.Layers.LayerNorm;
using NetGen.Compiler.Layers.Normalize;
using NetGen.Compiler.Layers.Pooling;
using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Layers.Scale;
using NetGen.Compiler.Layers.Slice;

namespace NetGen.Networks.Tests.Oracles;

/// <summary>What one layer makes of its inputs before its activation, and the way back. Pictures are [C][H][W], or [C][L].</summary>
internal abstract class OracleLayer
{
    /// <param name="round">To the network's precision, in which it has its constants.</param>
    public static OracleLayer Of(Layer layer, Func<double, double> round) => layer switch
    {
        DenseLayer => new OracleDense(layer.Inputs, layer.Outputs),
        ConvolutionLayer convolution => new OracleConvolution(
            convolution.From.Channels, convolution.Channels, Window(convolution.From.Height, convolution.Lines), Window(convolution.From.Width, convolution.Places), convolution.Groups),
        PoolingLayer pooling => OraclePooling.Of(
            pooling.Of.IsMaximum, pooling.From.Channels, Window(pooling.From.Height, pooling.Lines), Window(pooling.From.Width, pooling.Places)),
        LayerNormLayer norm => new OracleLayerNorm(norm.Outputs),
        RecurrentLayer recurrent => new OracleRecurrent(recurrent.Of.Syntax.Word!, recurrent.Steps, recurrent.Features, recurrent.Units, recurrent.GivesAllSteps),
        BatchNormLayer norm => new OracleBatchNorm(norm.Picture.Channels, norm.Picture.Pixels),
        JoinLayer join => new OracleJoin(join.Of.IsProduct),
        ConcatLayer => new OracleConcat(),
        SliceLayer slice => new OracleSlice(slice.Start, slice.Outputs),
        ActivateLayer activate => activate.IsWhole
            ? new OracleScale(OfChannels(null, layer, 1, round), OfChannels(null, layer, 0, round))
            : new OracleActivate(activate.Start * Picture.Of(layer.Input).Pixels, activate.Count * Picture.Of(layer.Input).Pixels, OracleActivation.Named(activate.Of.Name)),
        ClipLayer clip => Clip(clip.Bounds, layer, round),
        ScaleLayer scale => new OracleScale(OfChannels(scale.Factor, layer, 1, round), OfChannels(scale.Offset, layer, 0, round)),
        NormalizeLayer normalize => new OracleNormalize(normalize.Input.Dimensions[0], Picture.Of(normalize.Input).Pixels, Clip(normalize.Bounds, layer, round)),
        DropoutLayer dropout => new OracleDropout(dropout.Percent, Picture.Of(dropout.Input).Channels, Picture.Of(dropout.Input).Pixels),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Kind, "The oracle does not know this kind of layer."),
    };

    /// <summary>Differences between inputs where the gradient jumps when they become 0.</summary>
    public virtual IEnumerable<Approximate> Margins(Approximate[] input, double[] parameters) => [];

    public abstract int ParameterCount { get; }

    /// <summary>Numbers that no gradient moves, which stand behind the parameters.</summary>
    public virtual int BufferCount => 0;

    /// <param name="parameters">Those of this layer, in parameter order.</param>
    public abstract Approximate[] Forward(Approximate[] input, double[] parameters);

    /// <summary>
    /// The gradients by the inputs and by the parameters, from the gradient by the outputs. Those by parameters are sums under
    /// way, because other samples go on with them.
    /// </summary>
    public abstract (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters);

    /// <summary>The same of a layer that takes the outputs of several.</summary>
    public virtual Approximate[] Forward(Approximate[][] inputs, double[] parameters) => Forward(inputs[0], parameters);

    /// <summary>The same of a layer that takes the outputs of several.</summary>
    public virtual (Approximate[][] Inputs, Approximate.Total[] Parameters) Backward(Approximate[][] inputs, Approximate[] dz, double[] parameters)
    {
        var (input, gradient) = Backward(inputs[0], dz, parameters);
        return ([input], gradient);
    }

    private static OracleClip Clip(Bounds bounds, Layer layer, Func<double, double> round) =>
        new(OfChannels(bounds.Least, layer, double.NegativeInfinity, round), OfChannels(bounds.Most, layer, double.PositiveInfinity, round));

    /// <summary>Numbers of channels, for every value.</summary>
    private static double[] OfChannels(EquatableArray<double>? numbers, Layer layer, double fallback, Func<double, double> round)
    {
        int pixels = Picture.Of(layer.Input).Pixels;
        return [.. Enumerable.Range(0, layer.Inputs).Select(i => numbers is null ? fallback : round(numbers[numbers.Count == 1 ? 0 : i / pixels]))];
    }

    private static OracleWindow Window(int size, Axis axis) => new(size, axis.Size, axis.Stride, axis.Before, axis.Dilation, axis.After);
}
