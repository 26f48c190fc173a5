using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

/// <summary>Layouts as a planner might choose them.</summary>
internal static class Layouts
{
    /// <summary>Dense layers of the given sizes, weights, biases and copies one after the other at multiples of 16.</summary>
    public static ParameterLayout Of(string architecture, int[] sizes, int panel, int multiple, int transposedPanel)
    {
        var tensors = new List<TensorLayout>();
        int offset = 0;
        for (int index = 1; index < sizes.Length; index++)
        {
            int inputs = sizes[index - 1];
            int outputs = sizes[index];
            int paddedOutputs = RoundUp(outputs, multiple);
            int paddedInputs = RoundUp(inputs, multiple);
            int weights = Take(inputs * paddedOutputs);
            int biases = Take(paddedOutputs);
            TransposedLayout? transposed = transposedPanel > 0 ? new(Take(outputs * paddedInputs), transposedPanel, paddedInputs) : null;
            tensors.Add(new($"layers.{index - 1}.weight", [outputs, inputs], weights, panel, paddedOutputs) { Transposed = transposed });
            tensors.Add(new($"layers.{index - 1}.bias", [outputs], biases, panel, paddedOutputs));
        }
        return new(architecture, [.. tensors]);

        int Take(int length)
        {
            int start = offset;
            offset = RoundUp(offset + length, 16);
            return start;
        }
    }

    /// <summary>
    /// A convolution of 5×5 taps over 3 channels and a dense layer on 16 pictures of that size, channels padded to a multiple.
    /// The copy of the convolution is divided into taps.
    /// </summary>
    public static ParameterLayout Pictures(int panel, int multiple, int transposedPanel, int channelMultiple)
    {
        var tensors = new List<TensorLayout>();
        int offset = 0;
        Add(0, [6, 3, 5, 5], channels: 3, taps: 25);
        Add(1, [10, 16 * 5 * 5], channels: 16, taps: 1);
        return new("", [.. tensors]);

        void Add(int layer, int[] shape, int channels, int taps)
        {
            int paddedChannels = RoundUp(channels, channelMultiple);
            int steps = shape.Skip(1).Aggregate(1, (product, size) => product * size) / channels * paddedChannels;
            int paddedColumns = RoundUp(steps / taps, multiple);
            int paddedRows = RoundUp(shape[0], multiple);
            int weights = Take(paddedRows * steps);
            TransposedLayout? transposed = transposedPanel > 0 ? new(Take(taps * shape[0] * paddedColumns), transposedPanel, paddedColumns) { Taps = taps } : null;
            tensors.Add(new($"layers.{layer}.weight", shape, weights, panel, paddedRows) { Channels = channels, PaddedChannels = paddedChannels, Transposed = transposed });
            tensors.Add(new($"layers.{layer}.bias", [shape[0]], Take(paddedRows), panel, paddedRows));
        }

        int Take(int length)
        {
            int start = offset;
            offset = RoundUp(offset + length, 16);
            return start;
        }
    }

    /// <summary>The iris network, in panels of eight with transposed copies.</summary>
    public static ParameterLayout Iris { get; } = Of("4-6:relu-3:softmax", [4, 6, 3], panel: 8, multiple: 8, transposedPanel: 8);

    /// <summary>The smallest network there is: one weight and one bias.</summary>
    public static ParameterLayout Smallest { get; } = Of("1-1", [1, 1], panel: 1, multiple: 1, transposedPanel: 0);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
