using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Compiler.Tests.Kernels;

/// <summary>Positions in memory: sums that are equal are written alike, however they came about.</summary>
public sealed class IndexTests
{
    private static readonly Index I = Index.Of("i"), J = Index.Of("j");

    public static TheoryData<string, string> Written => new()
    {
        { (I * 64 + 3).ToString(), "i * 64 + 3" },
        { (3 + I * 64).ToString(), "i * 64 + 3" },
        { (J + I).ToString(), "i + j" },
        { (I * -16 + 48).ToString(), "48 - i * 16" },
        { (I * 0 + 5).ToString(), "5" },
        { (I * -1 + J).ToString(), "j - i" },
        { (I * -1).ToString(), "0 - i" },
        { ((I + J * 2) * 3 + (I + 1) * 2).ToString(), "i * 5 + j * 6 + 2" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Sum_IsWrittenAsCSharp(string written, string expected) => Assert.Equal(expected, written);

    [Fact]
    public void EqualSums_AreEqual()
    {
        Assert.Equal(I * 2 + J + 1, J + 1 + I + I);
        Assert.NotEqual(I * 2, J * 2);
        Assert.Equal((I + 7).GetHashCode(), (7 + I).GetHashCode());
    }

    [Fact]
    public void Width_IsFoundInAnySumOfIt()
    {
        Assert.True((I + Index.Width * 3).DependsOnWidth);
        Assert.False((I + J).DependsOnWidth);
        Assert.True((I * 0).IsConstant);
    }
}
