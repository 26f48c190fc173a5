using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class TensorSlotTests
{
    [Theory]
    [InlineData(new[] { 7 }, 5, "[5]")]
    [InlineData(new[] { 3, 4 }, 6, "[1, 2]")]
    [InlineData(new[] { 6, 3, 5, 5 }, 0, "[0, 0, 0, 0]")]
    [InlineData(new[] { 6, 3, 5, 5 }, 2 * 75 + 1 * 25 + 4 * 5 + 3, "[2, 1, 4, 3]")]
    [InlineData(new[] { 6, 3, 5, 5 }, 449, "[5, 2, 4, 4]")]
    public void Position_HasAnIndexForEveryDimension(int[] shape, int n, string expected) =>
        Assert.Equal(expected, new TensorSlot("layers.0.weight", shape, Offset: 0, Count: 450).Position(n));
}
