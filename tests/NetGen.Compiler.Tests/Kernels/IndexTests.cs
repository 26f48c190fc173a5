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
        { (I * 2 + J + I * -2 + 1).ToString(), "j + 1" },
        { (Index.Of("b") * 2 + (Index.Of("a") + Index.Of("c"))).ToString(), "a + b * 2 + c" },
        { (Index.Of("a") + Index.Of("c") + (Index.Of("b") * 2 + Index.Of("d"))).ToString(), "a + b * 2 + c + d" },
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
        Assert.NotEqual(I * 2, I * 3);
        Assert.NotEqual(I, I + 1);
        Assert.NotEqual(I, I + J);
        Assert.Equal((I + 7).GetHashCode(), (7 + I).GetHashCode());
    }

    [Fact]
    public void Width_IsFoundInAnySumOfIt()
    {
        Assert.True((I + Index.Width * 3).DependsOnWidth);
        Assert.False((I + J).DependsOnWidth);
        Assert.True((I * 0).IsConstant);
        Assert.True((I + I * -1).IsConstant);
    }

    [Fact]
    public void Position_CountsUp_WhereNothingIsSubtracted()
    {
        Assert.True((I * 2 + J + 1).CountsUp);
        Assert.False((I * 2 + J * -1 + 1).CountsUp);
    }

    [Fact]
    public void Terms_CanBeTakenAlone() => Assert.Equal(I * 2, (I * 2 + J * 3 + 1).Only(term => term.Variable == "i"));
}
