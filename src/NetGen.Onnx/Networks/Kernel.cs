using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>
/// The weights of a convolution on their way into a layer. ONNX has strides, gaps and borders for every axis and side, a layer one number
/// of each; zeros among the weights make up for the difference.
/// </summary>
internal sealed class Kernel(ConvolutionStep step)
{
    private readonly int _outputs = step.Outputs;
    private readonly int _groups = step.Groups;
    private double[] _weights = [.. step.Weights];

    /// <summary>Of the input.</summary>
    public int Channels => step.Channels;

    public List<Window> Axes { get; private set; } = [.. step.Axes];

    public long WeightCount => Axes.Aggregate((long)_outputs * GroupChannels, (product, axis) => product * axis.Size);

    private int GroupChannels => Channels / _groups;

    private int Stride => Axes.Select(axis => axis.Stride).Max();

    /// <summary>As many axes as a layer has behind its channels: where it has sizes of 1 more, windows of one place. Null where they do not fit.</summary>
    public static List<Window>? Aligned(IReadOnlyList<Window> axes, int[] shape)
    {
        var aligned = new List<Window>();
        int next = 0;
        foreach (int size in shape.Skip(1))
        {
            if (next < axes.Count && axes[next].Length == size)
                aligned.Add(axes[next++]);
            else if (size == 1)
                aligned.Add(new Window(1, 1));
            else
                return null;
        }
        return next == axes.Count ? aligned : null;
    }

    /// <summary>Along an axis of one place only one weight counts.</summary>
    public void DropSingles()
    {
        for (int axis = Axes.Count - 1; axis >= 0; axis--)
        {
            Window window = Axes[axis];
            if (window.Length != 1 || window.Count != 1)
                continue;
            int tap = window.Before % window.Dilation == 0 ? window.Before / window.Dilation : window.Size;
            Spread(axis, 1, (_, index) => index == tap ? 0 : null);
            Axes.RemoveAt(axis);
        }
    }

    /// <summary>The weights of one place as a matrix [outputs, channels].</summary>
    public double[] Matrix()
    {
        double[] matrix = new double[_outputs * Channels];
        for (int i = 0; i < _weights.Length; i++)
        {
            (int output, int channel) = Math.DivRem(i, GroupChannels);
            matrix[(output * Channels) + (output / (_outputs / _groups) * GroupChannels) + channel] = _weights[i];
        }
        return matrix;
    }

    /// <summary>Takes in what is done to each channel before.</summary>
    public void TakeIn(Func<int, (double Scale, double Shift)> map, double[] bias)
    {
        int taps = _weights.Length / (_outputs * GroupChannels);
        for (int i = 0; i < _weights.Length; i++)
        {
            int output = i / taps / GroupChannels, channel = (output / (_outputs / _groups) * GroupChannels) + (i / taps % GroupChannels);
            (double scale, double shift) = map(channel);
            bias[output] += _weights[i] * shift;
            _weights[i] *= scale;
        }
    }

    public bool TryAlignTo(int[] shape)
    {
        if (Aligned(Axes, shape) is not { } aligned)
            return false;
        Axes = aligned;
        return true;
    }

    /// <summary>Whether one stride does for all axes; it goes to those with a single window, which need none.</summary>
    public bool HasOneStride()
    {
        int[] strides = [.. Axes.Where(axis => axis.Count > 1).Select(axis => axis.Stride).Distinct()];
        if (strides.Length > 1)
            return false;
        int stride = strides.SingleOrDefault(1);
        List<Window> same = [.. Axes.Select(axis => axis.Count > 1 ? axis : axis with { Stride = stride, After = Math.Min(axis.After, Math.Max(0, axis.Reach + 1 - axis.Length - axis.Before)) })];
        if (same.Zip(Axes).Any(pair => pair.First.Count != pair.Second.Count))
            return false;
        Axes = same;
        return true;
    }

    /// <summary>Puts zeros among the weights until gaps and borders are what a layer can have.</summary>
    public void Straighten()
    {
        if (Axes.Where(axis => axis.Size > 1).Select(axis => axis.Dilation).Distinct().Count() > 1 || (!IsWritable() && Axes.Any(axis => axis.Dilation > 1)))
        {
            for (int axis = 0; axis < Axes.Count; axis++)
            {
                Window window = Axes[axis];
                Widen(axis, window with { Size = window.Reach + 1, Dilation = 1 }, index => index * window.Dilation);
            }
        }
        int dilation = Axes.Select(axis => axis.Size > 1 ? axis.Dilation : 1).Max();
        Axes = [.. Axes.Select(axis => axis with { Dilation = dilation })];
        if (IsWritable())
            return;
        int padding = Axes.Max(axis => Math.Max(Math.Max(axis.Before, axis.After), axis.Before + axis.After - axis.Reach));
        for (int axis = 0; axis < Axes.Count; axis++)
        {
            Window window = Axes[axis];
            int front = padding - window.Before;
            Widen(axis, window with { Size = window.Size + front + padding - window.After, Before = padding, After = padding }, index => index + front);
        }
    }

    public NetworkLayer Layer(NetworkLayer source, double[] bias)
    {
        int[] sizes = [.. Axes.Select(axis => axis.Size)];
        bool isEqual = sizes.Distinct().Count() == 1;
        int dilation = Axes[0].Dilation;
        var options = new List<(string, object)> { ("channels", _outputs), ("kernel", isEqual ? sizes[0] : sizes) };
        string text = $"{_outputs}c{(isEqual ? $"{sizes[0]}" : string.Join('x', sizes))}";
        if (Stride > 1)
            Write("stride", Stride, "s");
        if (Padding() is int padding and > 0)
            Write("padding", padding, "p");
        else if (Padding() is null)
            Write("padding", IsCausal() ? "causal" : "same", "");
        if (dilation > 1)
            Write("dilation", dilation, "d");
        if (_groups > 1)
            Write("groups", _groups, "g");
        return new NetworkLayer("conv", [source], [_outputs, .. Axes.Select(axis => axis.Count)])
        {
            Options = options,
            Text = text,
            Tensors = [new("weight", [_outputs, GroupChannels, .. sizes], _weights), new("bias", [_outputs], bias)],
        };

        void Write(string key, object value, string word)
        {
            options.Add((key, value));
            text += word + value;
        }
    }

    private bool IsWritable() => Padding() is not null || IsCausal() || IsSame();

    /// <summary>The border, where it is the same everywhere.</summary>
    private int? Padding()
    {
        int padding = Axes[0].Before;
        return Axes.All(axis => axis.Before == padding && axis.After == padding && padding <= axis.Reach) ? padding : null;
    }

    private bool IsCausal() => Axes is [var axis] && axis.Before == axis.Reach && axis.After == 0;

    private bool IsSame() => Stride == 1 && Axes.All(axis => axis.Before == axis.Reach / 2 && axis.After == axis.Reach - (axis.Reach / 2));

    private void Widen(int axis, Window window, Func<int, int> place)
    {
        if (WeightCount / Axes[axis].Size * window.Size <= Lowering.MostParameters)
            Spread(axis, window.Size, (_, index) => place(index));
        Axes[axis] = window;
    }

    /// <summary>Puts the weights of an axis at other places, or leaves them out.</summary>
    private void Spread(int axis, int size, Func<int, int, int?> place)
    {
        int old = Axes[axis].Size, inner = Axes.Skip(axis + 1).Aggregate(1, (product, other) => product * other.Size), outer = _weights.Length / (old * inner);
        double[] spread = new double[outer * size * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int index = 0; index < old; index++)
            {
                if (place(o, index) is int to)
                    _weights.AsSpan(((o * old) + index) * inner, inner).CopyTo(spread.AsSpan(((o * size) + to) * inner));
            }
        }
        _weights = spread;
    }
}
