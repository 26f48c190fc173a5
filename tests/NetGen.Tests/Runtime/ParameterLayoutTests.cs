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
        foreach (TensorLayout tensor in layout.Tensors)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                for (int column = 0; column < tensor.Columns; column++)
                {
                    expected[tensor.Offset + InPanels(column, row, tensor.PanelWidth, tensor.PaddedRows, tensor.Columns)] = flat[next];
                    if (tensor.Transposed is { } copy)
                        expected[copy.Offset + InPanels(row, column, copy.PanelWidth, copy.PaddedColumns, tensor.Rows)] = flat[next];
                    next++;
                }
            }
        }
        Assert.Equal(expected, block);
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

    private static T[] Numbered<T>(ParameterLayout layout, Func<int, T> number) =>
        [.. Enumerable.Range(1, layout.ParameterCount).Select(number)];

    private static int InPanels(int row, int column, int width, int paddedColumns, int rows)
    {
        int first = column / width * width;
        return first * rows + row * Math.Min(width, paddedColumns - first) + column - first;
    }
}
