using NetGen.Onnx.Format;

namespace NetGen.Onnx.Graph;

/// <summary>How a window moves along one axis.</summary>
/// <param name="Length">What it moves over.</param>
/// <param name="Size">Places of the window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Before">Places in front of the axis.</param>
/// <param name="After">Places behind it.</param>
/// <param name="Dilation">From one place of a window to the next.</param>
internal sealed record Window(int Length, int Size, int Stride = 1, int Before = 0, int After = 0, int Dilation = 1)
{
    /// <summary>The largest size of anything here.</summary>
    public const int Most = 65_536;

    /// <summary>From the first place of a window to the last.</summary>
    public int Reach => Dilation * (Size - 1);

    /// <summary>How many windows fit.</summary>
    public int Count => Length + Before + After <= Reach ? 0 : ((Length + Before + After - Reach - 1) / Stride) + 1;

    /// <summary>Whether places are counted that are not there.</summary>
    public bool IsPadded => Before > 0 || After > 0;

    /// <summary>The windows of a convolution or of pooling, one for each axis.</summary>
    /// <param name="node">Says strides, dilations and pads.</param>
    /// <param name="lengths">What they move over.</param>
    /// <param name="kernel">Their sizes.</param>
    /// <exception cref="InvalidDataException">What the node says has no meaning.</exception>
    public static Window[] Of(Node node, int[] lengths, int[] kernel)
    {
        int count = lengths.Length;
        int[] ones = [.. lengths.Select(_ => 1)];
        int[] strides = node.Ints("strides") ?? ones, dilations = node.Ints("dilations") ?? ones, pads = node.Ints("pads") ?? [.. ones.Concat(ones).Select(_ => 0)];
        string automatic = node.Text("auto_pad", "NOTSET");
        if (kernel.Length != count || strides.Length != count || dilations.Length != count || pads.Length != 2 * count)
            throw node.Broken($"expected a kernel, strides, dilations and pads for {count} axes, found {kernel.Length}, {strides.Length}, {dilations.Length} and {pads.Length}.");
        if (kernel.Concat(strides).Concat(dilations).Any(size => size is < 1 or > Most) || pads.Any(size => size is < 0 or > Most))
            throw node.Broken($"expected sizes from 1 to {Most} and pads from 0 on, found a kernel of {Tensor.Text(kernel)}, strides {Tensor.Text(strides)}, dilations {Tensor.Text(dilations)}, pads {Tensor.Text(pads)}.");
        if (kernel.Zip(dilations, (size, dilation) => (long)size * dilation).Any(reach => reach > Most))
            throw node.Broken($"its windows reach over more than {Most} places.");
        return [.. Enumerable.Range(0, count).Select(axis => Axis(lengths[axis], kernel[axis], strides[axis], dilations[axis], pads[axis], pads[count + axis]))];

        Window Axis(int length, int size, int stride, int dilation, int before, int after)
        {
            var window = new Window(length, size, stride, before, after, dilation);
            int missing = Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + window.Reach + 1 - length);
            return automatic switch
            {
                "NOTSET" => window,
                "VALID" => window with { Before = 0, After = 0 },
                "SAME_UPPER" => window with { Before = missing / 2, After = missing - (missing / 2) },
                "SAME_LOWER" => window with { Before = missing - (missing / 2), After = missing / 2 },
                _ => throw node.Broken($"expected an auto_pad of NOTSET, VALID, SAME_UPPER or SAME_LOWER, found '{automatic}'."),
            };
        }
    }

    /// <summary>The windows of pooling, whose last ones may reach over the end; and those that were asked for, whose border counts in a mean.</summary>
    public static (Window Window, Window Asked)[] OfPooling(Node node, int[] lengths)
    {
        int[] kernel = node.Ints("kernel_shape") ?? throw node.Broken("expected a kernel_shape, found none.");
        bool rounds = node.Int("ceil_mode", 0) != 0;
        return [.. Of(node, lengths, kernel).Select(axis => (rounds ? axis.Ceiled : axis, axis))];
    }

    /// <summary>The border with which there are some of the windows alone; below 0 where those do not come to an end of the axis.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    public Window Part(int start, int count)
    {
        int before = Before - (start * Stride);
        return this with { Before = before, After = ((count - 1) * Stride) + Reach + 1 - Length - before };
    }

    /// <summary>How many values a window sees: those of the axis, and of a border where one is given.</summary>
    public int Seen(int window, Window? border)
    {
        int first = (window * Stride) - Before, count = 0;
        for (int place = 0; place < Size; place++)
        {
            int at = first + (place * Dilation);
            count += at >= -(border?.Before ?? 0) && at < Length + (border?.After ?? 0) ? 1 : 0;
        }
        return count;
    }

    private Window Ceiled
    {
        get
        {
            int rest = Length + Before + After - Reach - 1, count = ((rest + Stride - 1) / Stride) + 1;

            // A window that would begin behind the axis and what is in front of it is none.
            if ((count - 1) * Stride >= Length + Before)
                count--;
            return count > Count ? this with { After = ((count - 1) * Stride) + Reach + 1 - Length - Before } : this;
        }
    }
}
