using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Tests.Graphs;

/// <summary>Windows along an axis, held against going through their places one by one.</summary>
public sealed class WindowTests
{
    private static readonly Window[] All =
    [
        .. from length in Enumerable.Range(1, 6)
           from size in Enumerable.Range(1, 3)
           from stride in Enumerable.Range(1, 3)
           from before in Enumerable.Range(0, 3)
           from after in Enumerable.Range(0, 2)
           from dilation in Enumerable.Range(1, 2)
           select new Window(length, size, stride, before, after, dilation),
    ];

    [Fact]
    public void Count_IsOfWindowsThatEndWithinTheBorder() => Assert.All(All, window =>
    {
        int places = window.Length + window.Before + window.After;
        Assert.Equal(Enumerable.Range(0, places).Count(start => start % window.Stride == 0 && start + (window.Dilation * (window.Size - 1)) < places), window.Count);
        Assert.Equal(window.Before + window.After > 0, window.IsPadded);
    });

    [Fact]
    public void Seen_IsOfPlacesWithinTheBorder() => Assert.All(All, window =>
    {
        foreach (Window? border in new[] { null, window, window with { Before = 1, After = 0 } })
        {
            for (int index = 0; index < window.Count; index++)
            {
                int[] places = [.. Enumerable.Range(0, window.Size).Select(place => (index * window.Stride) + (place * window.Dilation) - window.Before)];
                int first = border is null ? 0 : -border.Before, end = window.Length + (border?.After ?? 0);
                Assert.Equal(places.Count(place => first <= place && place < end), window.Seen(index, border));
            }
        }
    });

    [Fact]
    public void Part_HasTheWindowsAlone() => Assert.All(All, window =>
    {
        for (int start = 0; start < window.Count; start++)
        {
            for (int count = 1; start + count <= window.Count; count++)
            {
                Window part = window.Part(start, count);
                Assert.Equal(count, part.Count);
                Assert.Equal(Enumerable.Range(start, count).Select(index => window.Seen(index, null)), Enumerable.Range(0, count).Select(index => part.Seen(index, null)));
            }
        }
    });

    [Fact]
    public void Of_ReadsWhatTheNodeSays()
    {
        Assert.Equal([new Window(7, 3), new Window(5, 2)], Read([7, 5], [3, 2]));
        Assert.Equal(
            [new Window(7, 3, Stride: 2, Before: 1, After: 3, Dilation: 2), new Window(5, 2, Stride: 1, Before: 2, After: 4, Dilation: 3)],
            Read([7, 5], [3, 2], ("strides", new[] { 2, 1 }), ("dilations", new[] { 2, 3 }), ("pads", new[] { 1, 2, 3, 4 })));
    }

    /// <summary>As many windows as strides go into the length; where the border is odd, its larger side is the one that the name says.</summary>
    [Fact]
    public void Of_PadsByItself() => Assert.All(All, window =>
    {
        Window upper = Automatic("SAME_UPPER"), lower = Automatic("SAME_LOWER");
        Assert.Equal((window.Length + window.Stride - 1) / window.Stride, upper.Count);
        Assert.InRange(upper.After - upper.Before, 0, 1);
        Assert.Equal((upper.After, upper.Before), (lower.Before, lower.After));
        int needed = ((upper.Count - 1) * window.Stride) + window.Reach + 1;
        Assert.Equal(Math.Max(0, needed - window.Length), upper.Before + upper.After);
        Assert.Equal(window with { Before = 0, After = 0 }, Automatic("VALID"));
        Assert.Equal(window, Automatic("NOTSET"));

        Window Automatic(string word) => Assert.Single(Read(
            [window.Length], [window.Size], ("strides", new[] { window.Stride }), ("dilations", new[] { window.Dilation }), ("pads", new[] { window.Before, window.After }), ("auto_pad", word)));
    });

    /// <summary>A last window may reach over the end, unless it begins behind it.</summary>
    [Fact]
    public void OfPooling_Rounds() => Assert.All(All.Where(window => window.Count > 0), window =>
    {
        (Window rounded, Window asked) = Pooling(1);
        int starts = Enumerable.Range(0, 20).Count(index =>
            index * window.Stride < window.Length + window.Before && (index == 0 || ((index - 1) * window.Stride) + window.Reach + 1 < window.Length + window.Before + window.After));
        Assert.Equal(window, asked);
        Assert.Equal(Math.Max(starts, window.Count), rounded.Count);
        Assert.Equal(window with { After = rounded.After }, rounded);
        Assert.Equal((window, window), Pooling(0));

        (Window, Window) Pooling(int ceil) => Assert.Single(Window.OfPooling(
            Node(("kernel_shape", new[] { window.Size }), ("strides", new[] { window.Stride }), ("dilations", new[] { window.Dilation }), ("pads", new[] { window.Before, window.After }), ("ceil_mode", ceil)), [window.Length]));
    });

    [Fact]
    public void Of_WhatHasNoMeaning_IsRefused()
    {
        const string Where = "the model: node 'the Pool' (Pool, 1 of 1): ";
        Check("expected a kernel, strides, dilations and pads for 2 axes, found 1, 2, 2 and 4.", [3]);
        Check("expected a kernel, strides, dilations and pads for 2 axes, found 2, 1, 2 and 4.", [3, 3], ("strides", new[] { 1 }));
        Check("expected a kernel, strides, dilations and pads for 2 axes, found 2, 2, 3 and 4.", [3, 3], ("dilations", new[] { 1, 1, 1 }));
        Check("expected a kernel, strides, dilations and pads for 2 axes, found 2, 2, 2 and 2.", [3, 3], ("pads", new[] { 1, 1 }));
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [3, 0], strides [1, 1], dilations [1, 1], pads [0, 0, 0, 0].", [3, 0]);
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [65537, 1], strides [1, 1], dilations [1, 1], pads [0, 0, 0, 0].", [65537, 1]);
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [3, 3], strides [0, 1], dilations [1, 1], pads [0, 0, 0, 0].", [3, 3], ("strides", new[] { 0, 1 }));
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [3, 3], strides [1, 1], dilations [1, -1], pads [0, 0, 0, 0].", [3, 3], ("dilations", new[] { 1, -1 }));
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [3, 3], strides [1, 1], dilations [1, 1], pads [0, 0, -1, 0].", [3, 3], ("pads", new[] { 0, 0, -1, 0 }));
        Check("expected sizes from 1 to 65536 and pads from 0 on, found a kernel of [3, 3], strides [1, 1], dilations [1, 1], pads [0, 65537, 0, 0].", [3, 3], ("pads", new[] { 0, 65537, 0, 0 }));
        Check("its windows reach over more than 65536 places.", [3, 2], ("dilations", new[] { 1, 32769 }));
        Check("expected an auto_pad of NOTSET, VALID, SAME_UPPER or SAME_LOWER, found 'SAME'.", [3, 3], ("auto_pad", "SAME"));
        Assert.Equal($"{Where}expected a kernel_shape, found none.", Assert.Throws<InvalidDataException>(() => Window.OfPooling(Node(), [7, 5])).Message);
        Assert.Equal([new Window(7, 2, Before: 65536, Dilation: 32768), new Window(5, 65536, Stride: 65536)], Read([7, 5], [2, 65536], ("strides", new[] { 1, 65536 }), ("dilations", new[] { 32768, 1 }), ("pads", new[] { 65536, 0, 0, 0 })));

        static void Check(string message, int[] kernel, params ReadOnlySpan<(string Name, object Value)> attributes)
        {
            Node node = Node(attributes);
            Assert.Equal(Where + message, Assert.Throws<InvalidDataException>(() => Window.Of(node, [7, 5], kernel)).Message);
        }
    }

    private static Window[] Read(int[] lengths, int[] kernel, params ReadOnlySpan<(string Name, object Value)> attributes) => Window.Of(Node(attributes), lengths, kernel);

    private static Node Node(params ReadOnlySpan<(string Name, object Value)> attributes) => Proto.Node("Pool", "x", "y", attributes).Read();
}
