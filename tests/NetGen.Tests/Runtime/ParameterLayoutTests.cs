using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class ParameterLayoutTests
{
    private static readonly int[][] Shapes =
    [
        [1, 1], [2, 3, 2], [4, 6, 3], [7, 9, 5], [8, 8], [16, 16, 16], [17, 33, 9], [64, 64, 10], [3, 100, 41, 1], [31, 5], [5, 31],
    ];

    public static TheoryData<int[], int, int, int> Cases()
    {
        var cases = new TheoryData<int[], int, int, int>();
        foreach (int[] shape in Shapes)
        {
            foreach (int panel in new[] { 1, 3, 8, 16, 24, 4096 })
            {
                foreach (int transposedPanel in new[] { 0, 1, 5, 8, 32 })
                    cases.Add(shape, panel, panel == 3 ? 1 : 8, transposedPanel);
            }
        }
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gather_UndoesScatter_InSingle(int[] sizes, int panel, int multiple, int transposedPanel) =>
        GatherUndoesScatter(Layouts.Of("", sizes, panel, multiple, transposedPanel), value => (float)value);

    [Theory, MemberData(nameof(Cases))]
    public void Gather_UndoesScatter_InDouble(int[] sizes, int panel, int multiple, int transposedPanel) =>
        GatherUndoesScatter(Layouts.Of("", sizes, panel, multiple, transposedPanel), value => (double)value);

    [Theory, MemberData(nameof(Cases))]
    public void Scatter_PutsEveryWeightWhereTheFormulaSays(int[] sizes, int panel, int multiple, int transposedPanel)
    {
        ParameterLayout layout = Layouts.Of("", sizes, panel, multiple, transposedPanel);
        float[] flat = Numbered(layout, value => (float)value);
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>(flat, block);

        float[] expected = new float[layout.BlockLength];
        int next = 0;
        foreach (LayerLayout layer in layout.Layers)
        {
            for (int output = 0; output < layer.Outputs; output++)
            {
                for (int input = 0; input < layer.Inputs; input++)
                {
                    expected[layer.WeightOffset + InPanels(input, output, layer.PanelWidth, layer.PaddedOutputs, layer.Inputs)] = flat[next];
                    if (layer.HasTransposed)
                        expected[layer.TransposedOffset + InPanels(output, input, layer.TransposedPanelWidth, layer.PaddedInputs, layer.Outputs)] = flat[next];
                    next++;
                }
            }
            for (int output = 0; output < layer.Outputs; output++)
                expected[layer.BiasOffset + output] = flat[next++];
        }
        Assert.Equal(expected, block);
    }

    [Fact]
    public void Transpose_RefreshesOneLayerOnly()
    {
        ParameterLayout layout = Layouts.Iris;
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>(Numbered(layout, value => (float)value), block);
        float[] before = [.. block];
        LayerLayout first = layout.Layers[0];
        LayerLayout second = layout.Layers[1];
        block[first.WeightOffset] = -1;
        block[second.WeightOffset] = -2;

        layout.Transpose(ref MemoryMarshal.GetArrayDataReference(block), layer: 1);

        Assert.Equal(-2, block[second.TransposedOffset]);
        Assert.Equal(before[first.TransposedOffset], block[first.TransposedOffset]);
    }

    [Fact]
    public void Gather_ReadsNoTransposedCopies()
    {
        var layout = new ParameterLayout("2-1", new LayerLayout(2, 1, 1, 1, 0, 2, TransposedOffset: 3, 2, 2));
        float[] flat = new float[3];
        layout.Gather<float>([1, 2, 3], flat);
        Assert.Equal([1, 2, 3], flat);
    }

    [Fact]
    public void Counts_FollowFromTheLayers()
    {
        ParameterLayout layout = Layouts.Of("2-3-2", [2, 3, 2], panel: 8, multiple: 8, transposedPanel: 0);
        Assert.Equal("2-3-2", layout.Architecture);
        Assert.Equal(17, layout.ParameterCount);
        Assert.Equal(2 * 8 + 16 + 8 * 3 + 8 + 8, layout.BlockLength);
        Assert.Equal([9, 8], layout.Layers.ToArray().Select(layer => layer.ParameterCount));
    }

    [Fact]
    public void WrongLengths_AreRefused()
    {
        ParameterLayout layout = Layouts.Smallest;
        Assert.Equal("flat", Assert.Throws<ArgumentException>(() => layout.Gather<float>(new float[2], new float[1])).ParamName);
        Assert.Equal("flat", Assert.Throws<ArgumentException>(() => layout.Scatter<float>(new float[1], new float[layout.BlockLength])).ParamName);
        Assert.Equal("block", Assert.Throws<ArgumentException>(() => layout.Gather<float>(new float[1], new float[2])).ParamName);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => layout.Scatter<float>(new float[2], new float[1]));
        Assert.Equal($"Expected {layout.BlockLength} values, got 1. (Parameter 'block')", exception.Message);
    }

    private static void GatherUndoesScatter<T>(ParameterLayout layout, Func<int, T> number)
        where T : unmanaged
    {
        T[] flat = Numbered(layout, number);
        var block = new ParameterBlock<T>(layout.BlockLength);
        layout.Scatter<T>(flat, block.Span);
        T[] gathered = new T[layout.ParameterCount];
        layout.Gather<T>(block.Span, gathered);
        Assert.Equal(flat, gathered);
    }

    private static T[] Numbered<T>(ParameterLayout layout, Func<int, T> number) =>
        [.. Enumerable.Range(1, layout.ParameterCount).Select(number)];

    private static int InPanels(int row, int column, int width, int paddedColumns, int rows)
    {
        int first = column / width * width;
        return first * rows + row * Math.Min(width, paddedColumns - first) + column - first;
    }
}
