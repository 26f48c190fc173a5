using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Tests.Plan;

/// <summary>Rows, panels and stretches of memory.</summary>
public sealed class RowShapeTests
{
    [Theory]
    [InlineData(1, 16, 4)]
    [InlineData(4, 16, 4)]
    [InlineData(5, 16, 8)]
    [InlineData(9, 16, 16)]
    [InlineData(17, 16, 32)]
    [InlineData(1, 8, 2)]
    [InlineData(3, 8, 4)]
    public void Padded_IsTheFewestWholeVectors(int units, int lanes, int padded) => Assert.Equal(padded, RowShape.Padded(units, lanes));

    /// <summary>Long rows begin an odd number of cache lines apart, as those of a power of two fall into few sets of a cache.</summary>
    [Theory]
    [InlineData(16, 16)]
    [InlineData(112, 112)]
    [InlineData(128, 144)]
    [InlineData(144, 144)]
    [InlineData(512, 528)]
    public void Stride_OfLongRows_IsOddInCacheLines(int padded, int stride) => Assert.Equal(stride, RowShape.Stride(padded, lanes: 16));

    [Theory]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(200, 64)]
    [InlineData(7, 64)]
    public void Panels_AreAllColumnsOnce(int columns, int width)
    {
        IReadOnlyList<Panel> panels = Panel.Of(columns, width);

        Assert.Equal(Enumerable.Range(0, columns), panels.SelectMany(panel => Enumerable.Range(panel.First, panel.Width)));
        Assert.All(panels, panel => Assert.InRange(panel.Width, 1, width));
    }

    [Fact]
    public void Allocator_HandsOutWholeVectorsOneAfterTheOther()
    {
        var memory = new Allocator(lanes: 16);

        Assert.Equal([0, 16, 48, 48], [memory.Take(1), memory.Take(17), memory.Take(0), memory.Take(16)]);
        Assert.Equal(64, memory.Length);
    }
}
