using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Tests.Kernels;

/// <summary>Tiles, which keep registers full.</summary>
public sealed class ShapesTests
{
    /// <summary>Lines of windows are divided evenly, several lines together where they are short; two vectors side by side load less where they leave nothing over.</summary>
    [Theory]
    [InlineData(16, 4, 14, 14, 7, 1)]
    [InlineData(32, 4, 7, 7, 7, 1)]
    [InlineData(16, 2, 1, 32, 8, 1)]
    [InlineData(32, 2, 1, 32, 4, 2)]
    [InlineData(64, 2, 1, 16, 2, 4)]
    [InlineData(16, 2, 4, 3, 12, 1)]
    [InlineData(16, 12, 5, 5, 2, 1)]
    [InlineData(8, 4, 6, 6, 6, 1)]
    public void WindowTile_HasWhatTakesTheFewestSlots(int channels, int pixels, int height, int width, int windows, int vectors)
    {
        (_, TileShape tile) = Shapes.Vector512(lanes: 16).WindowTile(channels, pixels, new Picture(channels, height, width));

        Assert.Equal((windows * pixels, vectors), (tile.Rows, tile.Vectors));
    }
}
