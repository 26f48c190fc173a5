using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

/// <summary>What training drops: a share of all units, the same however a batch is divided.</summary>
public sealed class DrawTests
{
    [Theory, InlineData(1), InlineData(20), InlineData(50), InlineData(99)]
    public void Fill_DropsItsShare_AndKeepsTheMean(int percent)
    {
        const int Rows = 400, Units = 250;
        float[] mask = Fill(Draw.Of(1, 2), Rows, Units, Units, 1, percent);
        int dropped = mask.Count(value => value == 0);
        double share = percent / 100.0, deviation = Math.Sqrt(share * (1 - share) / mask.Length);
        Assert.InRange((double)dropped / mask.Length, share - 4 * deviation, share + 4 * deviation);
        Assert.All(mask, value => Assert.True(value == 0 || value == (float)(100.0 / (100 - percent))));
    }

    [Fact]
    public void Fill_IsOfTheRowInTheBatch_HoweverItIsDivided()
    {
        var draw = Draw.Of(3, 4);
        float[] whole = Fill(draw, 40, 9, 16, 1, 30);
        float[] parts = [.. Fill(draw, 13, 9, 16, 1, 30), .. Fill(draw.From(13), 20, 9, 16, 1, 30), .. Fill(draw.From(13).From(20), 7, 9, 16, 1, 30)];
        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Fill_LeavesZerosInThePadding_AndCountsChannelsWithinPixels()
    {
        float[] pixels = Fill(Draw.Of(0, 0), 3, channels: 5, stride: 24, pixels: 2, percent: 30, padded: 8);
        float[] features = Fill(Draw.Of(0, 0), 3, channels: 10, stride: 10, pixels: 1, percent: 30);
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(features[(row * 10)..(row * 10 + 5)], pixels[(row * 24)..(row * 24 + 5)]);
            Assert.Equal(features[(row * 10 + 5)..(row * 10 + 10)], pixels[(row * 24 + 8)..(row * 24 + 13)]);
            Assert.All(new[] { 5, 6, 7, 13, 14, 15, 16, 23 }, at => Assert.Equal(0, pixels[row * 24 + at]));
        }
    }

    [Fact]
    public void Numbers_DifferBySeedStepPartRowAndLayer()
    {
        var draw = Draw.Of(1, 1);
        float[][] masks =
        [
            Fill(draw, 1, 200, 200, 1, 50),
            Fill(Draw.Of(2, 1), 1, 200, 200, 1, 50),
            Fill(Draw.Of(-1, 1), 1, 200, 200, 1, 50),
            Fill(Draw.Of(1, 2), 1, 200, 200, 1, 50),
            Fill(draw.Part(0), 1, 200, 200, 1, 50),
            Fill(draw.Part(1), 1, 200, 200, 1, 50),
            Fill(draw.From(1), 1, 200, 200, 1, 50),
            Fill(draw, 1, 200, 200, 1, 50, number: 1),
        ];
        for (int first = 0; first < masks.Length; first++)
            for (int second = first + 1; second < masks.Length; second++)
                Assert.InRange(masks[first].Zip(masks[second]).Count(pair => pair.First == pair.Second), 60, 140);
    }

    [Fact]
    public void Doubles_DropWhatFloatsDrop()
    {
        double[] mask = new double[600];
        Draw.Of(5, 6).Fill(ref mask[0], 3, 200, 1, 200, 200, 0, 20);
        Assert.Equal(Fill(Draw.Of(5, 6), 3, 200, 200, 1, 20).Select(value => value == 0), mask.Select(value => value == 0));
        Assert.All(mask, value => Assert.True(value is 0 or 1.25));
    }

    private static float[] Fill(Draw draw, int rows, int channels, int stride, int pixels, int percent, int padded = 0, int number = 0)
    {
        float[] mask = [.. Enumerable.Repeat(float.NaN, rows * stride)];
        draw.Fill(ref mask[0], (nuint)rows, stride, pixels, channels, padded == 0 ? channels : padded, number, percent);
        return mask;
    }
}
