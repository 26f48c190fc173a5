using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.BatchNorm;
using NetGen.Compiler.Layers.Convolution;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Layers.Dropout;
using NetGen.Compiler.Layers.LayerNorm;
using NetGen.Compiler.Layers.Pooling;
using NetGen.Compiler.Layers.Recurrent;
using NetGen.Compiler.Operations;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>A layer of the architecture text, read by a pattern.</summary>
internal static partial class LayerReading
{
    /// <param name="next">The text of the layer behind it, or null.</param>
    public static Layer Of(string text, string? next, Shape input, Compiler.Operations.Activation activation)
    {
        Match match = Pattern().Match(text);
        Assert.True(match.Success, $"'{text}' is no layer.");
        int? Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;
        Compiler.Operations.Initializer initializer = activation.DefaultInitializer;
        Compiler.Operations.Activation identity = Registry.FindActivation("Identity")!;
        if (match.Groups["word"].Value is "" or null)
            return new DenseLayer(input, Number("count")!.Value, activation, initializer);

        Picture from = Picture.Of(input);
        int wide = Number("width") ?? Number("size") ?? 0, high = input.Dimensions.Count == 2 ? 1 : Number("size") ?? 0;
        switch (match.Groups["word"].Value)
        {
            case "c" when input.Dimensions.Count == 1:
                return new StreamedConvolutionLayer(input, Number("count")!.Value, new Axis(Number("size")!.Value, Dilation: Number("dilation") ?? 1), activation, initializer);
            case "c":
                Axis lines = Convolution(high), places = Convolution(wide);
                return new ConvolutionLayer(input, Number("count")!.Value, input.Dimensions.Count == 2 ? new Axis(1) : lines, places, Number("groups") ?? 1, activation, initializer);
            case "do":
                return new DropoutLayer(input, Number("size")!.Value, identity, initializer);
            case "ln":
                return new LayerNormLayer(input, activation, initializer);
            case "rnn" or "gru" or "lstm":
                RecurrentKind kind = match.Groups["word"].Value switch { "rnn" => RecurrentKind.Simple, "gru" => RecurrentKind.Gru, _ => RecurrentKind.Lstm };
                return new RecurrentLayer(input, kind, Number("count")!.Value, input.Dimensions.Count > 1 && next is not null && Recurrent().IsMatch(next), identity, initializer);
            case "bn":
                return new BatchNormLayer(input, activation, initializer);
            case "gap":
                return new PoolingLayer(input, Shape.Of(from.Channels), PoolingKind.GlobalAverage, new Axis(from.Height), new Axis(from.Width), identity, initializer);
            default:
                Axis down = Pooling(high), along = Pooling(wide);
                var output = new Picture(from.Channels, down.Windows(from.Height), along.Windows(from.Width));
                return new PoolingLayer(input, output.Like(input), match.Groups["word"].Value == "mp" ? PoolingKind.Maximum : PoolingKind.Average, down, along, identity, initializer);
        }

        Axis Pooling(int size) => input.Dimensions.Count == 2 && size == 1 && high == size && wide != size ? new Axis(1) : new Axis(size, Number("stride") ?? size);

        Axis Convolution(int size)
        {
            int dilation = Number("dilation") ?? 1, reach = dilation * (size - 1), padding = Number("padding") ?? 0;
            (int before, int after) = match.Groups["how"].Value switch
            {
                "same" => (reach / 2, reach - (reach / 2)),
                "causal" => (reach, 0),
                _ => (padding, padding),
            };
            return new Axis(size, Number("stride") ?? 1, before, after, dilation);
        }
    }

    [GeneratedRegex("^\\d+(rnn|gru|lstm)$")]
    private static partial Regex Recurrent();

    [GeneratedRegex("^(?<count>\\d+)?(?<word>gap|mp|ap|bn|ln|do|c|rnn|gru|lstm)?(?<size>\\d+)?(x(?<width>\\d+))?(s(?<stride>\\d+))?(d(?<dilation>\\d+))?(p(?<padding>\\d+)|(?<how>same|causal))?(d(?<dilation>\\d+))?(g(?<groups>\\d+))?$")]
    private static partial Regex Pattern();
}
