using System.Numerics;

namespace NetGen.Tests;

public sealed class VectorMathLimitsTests
{
    [Theory]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", -0.0, 1)]
    [InlineData("Exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Exp", double.NegativeInfinity, 0)]
    [InlineData("Exp", 1e4, double.PositiveInfinity)]
    [InlineData("Exp", -1e4, 0)]
    [InlineData("Exp", double.NaN, double.NaN)]
    [InlineData("ExpNegative", 0, 1)]
    [InlineData("ExpNegative", double.NegativeInfinity, 0)]
    [InlineData("ExpNegative", -1e4, 0)]
    [InlineData("ExpNegative", double.NaN, double.NaN)]
    [InlineData("LogAbove1", 1, 0)]
    [InlineData("LogAbove1", double.NaN, double.NaN)]
    [InlineData("Expm1", 0, 0)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Expm1", double.NegativeInfinity, -1)]
    [InlineData("Expm1", 1e4, double.PositiveInfinity)]
    [InlineData("Expm1", -1e4, -1)]
    [InlineData("Expm1", double.NaN, double.NaN)]
    [InlineData("Log", 0, double.NegativeInfinity)]
    [InlineData("Log", -0.0, double.NegativeInfinity)]
    [InlineData("Log", 1, 0)]
    [InlineData("Log", -1, double.NaN)]
    [InlineData("Log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log", double.NegativeInfinity, double.NaN)]
    [InlineData("Log", double.NaN, double.NaN)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Sigmoid", -0.0, 0.5)]
    [InlineData("Sigmoid", double.PositiveInfinity, 1)]
    [InlineData("Sigmoid", double.NegativeInfinity, 0)]
    [InlineData("Sigmoid", 1e4, 1)]
    [InlineData("Sigmoid", -1e4, 0)]
    [InlineData("Sigmoid", double.NaN, double.NaN)]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", -0.0, -0.0)]
    [InlineData("Tanh", double.PositiveInfinity, 1)]
    [InlineData("Tanh", double.NegativeInfinity, -1)]
    [InlineData("Tanh", 1e4, 1)]
    [InlineData("Tanh", -1e4, -1)]
    [InlineData("Tanh", double.NaN, double.NaN)]
    [InlineData("QuickSigmoid", 0, 0.5)]
    [InlineData("QuickSigmoid", double.PositiveInfinity, 1)]
    [InlineData("QuickSigmoid", double.NegativeInfinity, 0)]
    [InlineData("QuickSigmoid", 1e4, 1)]
    [InlineData("QuickSigmoid", -1e4, 0)]
    [InlineData("QuickSigmoid", double.NaN, double.NaN)]
    [InlineData("QuickTanh", 0, 0)]
    [InlineData("QuickTanh", -0.0, -0.0)]
    [InlineData("QuickTanh", double.NaN, double.NaN)]
    [InlineData("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Softplus", double.NegativeInfinity, 0)]
    [InlineData("Softplus", 1e4, 1e4)]
    [InlineData("Softplus", -1e4, 0)]
    [InlineData("Softplus", double.NaN, double.NaN)]
    [InlineData("Erf", 0, 0)]
    [InlineData("Erf", -0.0, -0.0)]
    [InlineData("Erf", double.PositiveInfinity, 1)]
    [InlineData("Erf", double.NegativeInfinity, -1)]
    [InlineData("Erf", 1e4, 1)]
    [InlineData("Erf", -1e4, -1)]
    [InlineData("Erf", double.NaN, double.NaN)]
    public void Function_IsExactAtItsLimits(string name, double x, double expected)
    {
        VectorMathFunction function = VectorMathFunction.All.Single(f => f.Name == name);
        Assert.Equal(Bits((float)expected), Bits(function.Single(new Vector<float>((float)x))[0]));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), Bits(function.Double(new Vector<double>(x))[0]));
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    [Fact]
    public void Single_KeepsNaNOfEveryPayload()
    {
        foreach (int bits in new[] { 0x7F800001, 0x7FFFFFFF, unchecked((int)0xFFC00000), unchecked((int)0xFF8001FF) })
        {
            var nan = new Vector<float>(BitConverter.Int32BitsToSingle(bits));
            Assert.All(VectorMathFunction.All, function => Assert.True(float.IsNaN(function.Single(nan)[0]), function.Name));
        }
    }
}
