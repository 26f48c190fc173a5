using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

/// <summary>These numbers never change: the expected ones come from another implementation, in Python, of what PortableRandom documents.</summary>
public sealed class PortableRandomTests
{
    [Theory]
    [InlineData(0, 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c)]
    [InlineData(1, 0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514, 0x642e1c7bc266a3a7)]
    [InlineData(-1, 0x55e3f231329b5602, 0x4f16521cb00ea1b8, 0x86e8869c43c7dd52, 0xfa7a838921751ec)]
    public void Bits_AreTheseForEver(int seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new PortableRandom(seed);
        Assert.Equal([first, second, third, fourth], [random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Theory]
    [InlineData(0, 0.6012629994179048, 0.7477740925472398, 0.10301998939503632)]
    [InlineData(1, 0.7029218331588505, 0.5204366199388569, 0.5741057000197225)]
    [InlineData(-1, 0.3355094308959512, 0.30893433761962763, 0.5269855624681264)]
    public void Uniforms_AreTheseForEver(int seed, double first, double second, double third)
    {
        var random = new PortableRandom(seed);
        Assert.Equal([first, second, third], [random.NextUniform(), random.NextUniform(), random.NextUniform()]);
    }

    [Theory]
    [InlineData(0, 0.5981026483626094, 1.4634599192204392, -0.8950525532379914, -0.1880627660388742)]
    [InlineData(1, 1.884396104787977, 0.18978089448693036, 1.302090250702661, -1.9094343319583578)]
    [InlineData(-1, -1.0797475837205666, -1.2541915832066912, 0.04401433133150172, -0.7157753906353911)]
    public void Gaussians_AreTheseForEver(int seed, double first, double second, double third, double fourth)
    {
        var random = new PortableRandom(seed);
        Assert.Equal([first, second, third, fourth], [random.NextGaussian(), random.NextGaussian(), random.NextGaussian(), random.NextGaussian()]);
    }

    [Fact]
    public void Log_IsWithinTwoUlp()
    {
        var random = new PortableRandom(5);
        for (int index = 0; index < 100_000; index++)
        {
            double x = Math.ScaleB(random.NextUniform() + double.Epsilon, -index % 60);
            double expected = Math.Log(x);
            double ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
            Assert.InRange(PortableRandom.Log(x) - expected, -2.5 * ulp, 2.5 * ulp);
        }
        Assert.Equal(0, PortableRandom.Log(1));
    }

    [Fact]
    public void Uniforms_FillTheUnitIntervalEvenly()
    {
        var random = new PortableRandom(11);
        int[] counts = new int[100];
        for (int index = 0; index < 1_000_000; index++)
            counts[(int)(random.NextUniform() * 100)]++;

        // Each count is 10,000 ± 99.5 (one standard deviation); this is five of them.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Gaussians_HaveTheRightMomentsAndTails()
    {
        var random = new PortableRandom(12);
        const int Count = 1_000_000;
        double sum = 0, squares = 0, cubes = 0, fourths = 0, products = 0, previous = 0;
        int beyondTwo = 0, beyondFour = 0;
        for (int index = 0; index < Count; index++)
        {
            double g = random.NextGaussian();
            sum += g;
            squares += g * g;
            cubes += g * g * g;
            fourths += g * g * g * g;
            products += g * previous;
            previous = g;
            beyondTwo += Math.Abs(g) > 2 ? 1 : 0;
            beyondFour += Math.Abs(g) > 4 ? 1 : 0;
        }

        // Bounds of five standard errors.
        Assert.InRange(sum / Count, -0.005, 0.005);
        Assert.InRange(squares / Count, 1 - 0.0071, 1 + 0.0071);
        Assert.InRange(cubes / Count, -0.0194, 0.0194);
        Assert.InRange(fourths / Count, 3 - 0.049, 3 + 0.049);
        Assert.InRange(products / Count, -0.005, 0.005);
        Assert.InRange(beyondTwo, 45_500 - 1_050, 45_500 + 1_050);
        Assert.InRange(beyondFour, 63 - 40, 63 + 40);
    }
}
