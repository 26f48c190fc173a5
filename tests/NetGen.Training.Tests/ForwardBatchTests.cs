using NetGen.Measuring;

namespace NetGen.Training.Tests;

public class ForwardBatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void ForwardBatch_HasTheBitsOfForwardOnEveryNumberOfThreads(int threads)
    {
        // From 859 rows of 4,736 multiply-adds there is work for two threads; 10,001 are enough for eight, and divide by nothing.
        var net = new Digits(5);
        foreach (int rows in new[] { 0, 1, 65, 900, 10_001 })
        {
            float[] inputs = [.. FitTests.MakePictures(Math.Max(rows, 1)).Inputs.Span[..(rows * 64)]];
            var expected = new float[rows * 10];
            var found = new float[rows * 10];
            for (int row = 0; row < rows; row++)
                net.Forward(inputs.AsSpan(row * 64, 64), expected.AsSpan(row * 10, 10));
            net.ForwardBatch(inputs, found, threads);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void ForwardBatch_OfASmallBatch_StaysOnTheCallersThread()
    {
        var net = new Flowers(5);
        float[] inputs = new float[4 * 1000], outputs = new float[3 * 1000];
        Assert.Equal(0, Allocation.OfEvery(() => net.ForwardBatch(inputs, outputs, 8)));
    }

    [Fact]
    public void ForwardBatch_RefusesWrongLengths_BeforeItWritesAnything()
    {
        var net = new Flowers(5);
        float[] outputs = [7, 7, 7];
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => net.ForwardBatch(new float[5], outputs, 2)).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => net.ForwardBatch(new float[8], outputs, 2)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => net.ForwardBatch(new float[4], outputs, 0)).ParamName);
        Assert.Equal([7, 7, 7], outputs);
    }
}
