using NetGen.Compiler.Emit;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Generator.Tests.Emission;

public sealed class ValuePrinterTests
{
    private static readonly Flavour V256 = new("V256", 8), V = new("V", null);

    [Theory]
    [InlineData(0, "V256.Zero")]
    [InlineData(-0.0, "V256.Splat(-0f)")]
    [InlineData(1, "V256.One")]
    [InlineData(0.1, "V256.Splat(0.1f)")]
    [InlineData(double.NegativeInfinity, "V256.Splat(float.NegativeInfinity)")]
    public void Constant_IsTheNumberToTheBit(double number, string text) => Assert.Equal(text, new ValuePrinter(Compiler.Model.Precision.Single, V256).Print(number));

    /// <summary>Generic kernels have no operators for their vectors.</summary>
    [Fact]
    public void Formula_IsOperatorsWhereTheVectorIsKnown_ElseCalls()
    {
        Value formula = (new Variable("a") - new Variable("b")) * -new Variable("c");

        Assert.Equal("(a - b) * (-c)", new ValuePrinter(Compiler.Model.Precision.Single, V256).Print(formula));
        Assert.Equal("V.Multiply(V.Subtract(a, b), V.Negate(c))", new ValuePrinter(Compiler.Model.Precision.Single, V).Print(formula));
    }

    [Fact]
    public void Pointer_IsARegionAndAPosition()
    {
        Value load = new Load(new Pointer("W0") + Index.Of("k") * 64 + 16);

        Assert.Equal("V256.Load(ref W0, k * 64, 16)", new ValuePrinter(Compiler.Model.Precision.Double, V256).Print(load));
    }
}
