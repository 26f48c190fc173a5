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

    public static TheoryData<int, int, int> Pictures() =>
    [
        .. from panel in new[] { 1, 3, 4, 8, 16, 4096 }
           from transposedPanel in new[] { 0, 1, 3, 4, 8, 4096 }
           from channelMultiple in new[] { 1, 4, 8, 24 }
           select (panel, transposedPanel, channelMultiple),
    ];

    [Theory, MemberData(nameof(Cases))]
    public void Gather_UndoesScatter_InSingle(int[] sizes, int panel, int multiple, int transposedPanel) =>
        GatherUndoesScatter(Layouts.Of("", sizes, panel, multiple, transposedPanel), value => (float)value);

    [Theory, MemberData(nameof(Cases))]
    public void Gather_UndoesScatter_InDouble(int[] sizes, int panel, int multiple, int transposedPanel) =>
        GatherUndoesScatter(Layouts.Of("", sizes, panel, multiple, transposedPanel), value => (double)value);

    [Theory, MemberData(nameof(Cases))]
    public void Scatter_PutsEveryWeightWhereTheFormulaSays(int[] sizes, int panel, int multiple, int transposedPanel) =>
        FollowsTheFormula(Layouts.Of("", sizes, panel, multiple, transposedPanel), value => (float)value);

    [Theory, MemberData(nameof(Pictures))]
    public void Pictures_InSingle_ComeBack_AndLieWhereTheFormulaSays(int panel, int transposedPanel, int channelMultiple)
    {
        ParameterLayout layout = Layouts.Pictures(panel, multiple: 8, transposedPanel, channelMultiple);
        GatherUndoesScatter(layout, value => (float)value);
        FollowsTheFormula(layout, value => (float)value);
    }

    [Theory, MemberData(nameof(Pictures))]
    public void Pictures_InDouble_ComeBack_AndLieWhereTheFormulaSays(int panel, int transposedPanel, int channelMultiple)
    {
        ParameterLayout layout = Layouts.Pictures(panel, multiple: 4, transposedPanel, channelMultiple);
        GatherUndoesScatter(layout, value => (double)value);
        FollowsTheFormula(layout, value => (double)value);
    }

    [Fact]
    public void Channels_StandSideBySide_AndTheCopyHasTheLastTapFirst()
    {
        var kernels = new TensorLayout("layers.0.weight", [2, 2, 1, 2], offset: 0, panelWidth: 2, paddedRows: 2)
        {
            Channels = 2,
            PaddedChannels = 3,
            Transposed = new(12, PanelWidth: 2, PaddedColumns: 4) { Taps = 2 },
        };
        var layout = new ParameterLayout("", kernels);
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>([1, 2, 3, 4, 5, 6, 7, 8], block);

        Assert.Equal([1, 5, 3, 7, 0, 0, 2, 6, 4, 8, 0, 0], block[..12]);
        Assert.Equal([2, 4, 6, 8, 1, 3, 5, 7, 0, 0, 0, 0, 0, 0, 0, 0], block[12..]);
    }

    /// <summary>Two gates of three units, two units of each in a panel.</summary>
    [Fact]
    public void Gates_StandSideBySide_AndTheCopyHasThePadding()
    {
        var gates = new TensorLayout("layers.0.weight_hh", [6, 2], offset: 0, panelWidth: 4, paddedRows: 8)
        {
            Gates = 2,
            Transposed = new(16, PanelWidth: 2, PaddedColumns: 2),
        };
        var layout = new ParameterLayout("", gates);
        float[] block = new float[layout.BlockLength], flat = new float[12];
        layout.Scatter<float>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], block);

        Assert.Equal([1, 3, 7, 9, 2, 4, 8, 10, 5, 0, 11, 0, 6, 0, 12, 0], block[..16]);
        Assert.Equal([1, 2, 3, 4, 7, 8, 9, 10, 5, 6, 0, 0, 11, 12, 0, 0], block[16..]);
        layout.Gather<float>(block, flat);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], flat);
    }

    [Fact]
    public void Groups_AreMatricesOfTheirOwn_OneAfterTheOther()
    {
        TensorLayout[] tensors =
        [
            new("layers.0.weight", [4, 2, 1, 2], offset: 0, panelWidth: 4, paddedRows: 8)
            {
                Groups = 2,
                Channels = 2,
                Transposed = new(40, PanelWidth: 4, PaddedColumns: 4) { Taps = 2 },
            },
            new("layers.0.bias", [4], offset: 32, panelWidth: 4, paddedRows: 8) { Groups = 2 },
        ];
        var layout = new ParameterLayout("", tensors);
        float[] flat = [.. Enumerable.Range(1, 20).Select(value => (float)value)];
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>(flat, block);

        Assert.Equal(72, layout.BlockLength);
        Assert.Equal([1, 5, 0, 0, 3, 7, 0, 0, 2, 6, 0, 0, 4, 8, 0, 0, 9, 13, 0, 0, 11, 15, 0, 0, 10, 14, 0, 0, 12, 16, 0, 0], block[..32]);
        Assert.Equal([17, 18, 0, 0, 19, 20, 0, 0], block[32..40]);
        Assert.Equal([2, 4, 0, 0, 6, 8, 0, 0, 1, 3, 0, 0, 5, 7, 0, 0, 10, 12, 0, 0, 14, 16, 0, 0, 9, 11, 0, 0, 13, 15, 0, 0], block[40..]);
        float[] gathered = new float[20];
        layout.Gather<float>(block, gathered);
        Assert.Equal(flat, gathered);
    }

    [Fact]
    public void Steps_AreColumnsWithTheirPadding()
    {
        Assert.Equal(75, Kernels(channels: 1, padded: 0).Steps);
        Assert.Equal(300, Kernels(channels: 1, padded: 4).Steps);
        Assert.Equal(75, Kernels(channels: 3, padded: 0).Steps);
        TensorLayout padded = Kernels(channels: 3, padded: 4);
        Assert.Equal((100, 75, 6, 450), (padded.Steps, padded.Columns, padded.Rows, padded.Count));
        Assert.Equal([6, 3, 5, 5], padded.Shape);

        static TensorLayout Kernels(int channels, int padded) => new("", [6, 3, 5, 5], 0, 8, 8) { Channels = channels, PaddedChannels = padded };
    }

    [Fact]
    public void Transpose_BringsEveryCopyUpToDate()
    {
        ParameterLayout layout = Layouts.Iris;
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>(Numbered(layout, value => (float)value), block);
        TensorLayout first = layout.Tensors[0], second = layout.Tensors[2];
        block[first.Offset] = -1;
        block[second.Offset] = -2;

        layout.Transpose(ref MemoryMarshal.GetArrayDataReference(block));

        Assert.Equal(-1, block[first.Transposed!.Offset]);
        Assert.Equal(-2, block[second.Transposed!.Offset]);
    }

    [Fact]
    public void Gather_ReadsNoTransposedCopies()
    {
        var layout = new ParameterLayout(
            "2-1",
            new TensorLayout("layers.0.weight", [1, 2], offset: 0, panelWidth: 1, paddedRows: 1) { Transposed = new(3, 2, 2) },
            new TensorLayout("layers.0.bias", [1], offset: 2, panelWidth: 1, paddedRows: 1));
        float[] flat = new float[3];
        layout.Gather<float>([1, 2, 3], flat);
        Assert.Equal([1, 2, 3], flat);
    }

    [Fact]
    public void Tensor_OfManyDimensions_IsAMatrixOfItsFirst()
    {
        var kernels = new TensorLayout("layers.0.weight", [3, 2, 1, 2], offset: 0, panelWidth: 2, paddedRows: 4);
        var layout = new ParameterLayout("", kernels);
        float[] block = new float[layout.BlockLength];
        layout.Scatter<float>(Numbered(layout, value => (float)value), block);

        Assert.Equal([1, 5, 2, 6, 3, 7, 4, 8, 9, 0, 10, 0, 11, 0, 12, 0], block);
    }

    [Fact]
    public void Counts_FollowFromTheTensors()
    {
        ParameterLayout layout = Layouts.Of("2-3-2", [2, 3, 2], panel: 8, multiple: 8, transposedPanel: 0);
        Assert.Equal("2-3-2", layout.Architecture);
        Assert.Equal(17, layout.ParameterCount);
        Assert.Equal(2 * 8 + 16 + 8 * 3 + 8 + 8, layout.BlockLength);
        Assert.Equal([6, 3, 6, 2], layout.Tensors.ToArray().Select(tensor => tensor.Count));
        Assert.Equal([true, false, true, false], layout.Tensors.ToArray().Select(tensor => tensor.IsWeight));
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

    private static void FollowsTheFormula<T>(ParameterLayout layout, Func<int, T> number)
        where T : unmanaged
    {
        T[] flat = Numbered(layout, number);
        T[] block = [.. Enumerable.Repeat(number(-1), layout.BlockLength)];
        layout.Scatter<T>(flat, block);

        T[] expected = new T[layout.BlockLength];
        int next = 0;
        foreach (TensorLayout tensor in layout.Tensors)
        {
            int positions = tensor.Columns / tensor.Channels;
            for (int row = 0; row < tensor.Rows; row++)
            {
                for (int channel = 0; channel < tensor.Channels; channel++)
                {
                    for (int position = 0; position < positions; position++, next++)
                    {
                        int step = position * tensor.PaddedChannels + channel;
                        expected[tensor.Offset + InPanels(step, row, tensor.PanelWidth, tensor.PaddedRows, positions * tensor.PaddedChannels)] = flat[next];
                        if (tensor.Transposed is not { } copy)
                            continue;
                        int group = positions * tensor.PaddedChannels / copy.Taps;
                        int copyRow = (copy.Taps - 1 - step / group) * tensor.Rows + row;
                        expected[copy.Offset + InPanels(copyRow, step % group, copy.PanelWidth, copy.PaddedColumns, copy.Taps * tensor.Rows)] = flat[next];
                    }
                }
            }
        }
        Assert.Equal(expected, block);
    }

    private static T[] Numbered<T>(ParameterLayout layout, Func<int, T> number) =>
        [.. Enumerable.Range(1, layout.ParameterCount).Select(number)];

    private static int InPanels(int row, int column, int width, int paddedColumns, int rows)
    {
        int first = column / width * width;
        return first * rows + row * Math.Min(width, paddedColumns - first) + column - first;
    }
}
