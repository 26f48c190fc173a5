using System.Buffers.Binary;
using System.Text;

namespace NetGen.Samples.Tests;

/// <summary>The samples that train reach what the tutorials reach, and draw their pictures.</summary>
public sealed class TrainingTests
{
    /// <summary>S11: the cost of every epoch, from ln 2, where weights close to 0 put it.</summary>
    [Fact]
    public async Task CostHistory_FallsFromLn2()
    {
        using Sample sample = await Sample.Run("CostHistory");

        Assert.Equal([0.6931, 0.6932], sample.Numbers(@"epoch +1: cost (\S+),"));
        Assert.All(sample.Numbers(@"epoch +20000: cost (\S+),"), cost => Assert.InRange(cost, 0, 0.1));
        Assert.All(sample.Numbers(@"epoch +20000: .* (\S+) % right"), right => Assert.InRange(right, 95, 100));

        // One hidden layer is on its way when two are not.
        double[] early = sample.Numbers(@"epoch +2001: cost (\S+),");
        Assert.True(early[0] < 0.3 && early[1] > 0.69, sample.Output);
        Assert.Contains("<svg", Encoding.UTF8.GetString(sample.Written("pictures/cost.svg")), StringComparison.Ordinal);
    }

    /// <summary>S12: 2-20-5 with weights from U(0, 1) and biases of 1, 500 batches of 100 at 0.2.</summary>
    [Fact]
    public async Task Blobs_AreToldAndDrawn()
    {
        using Sample sample = await Sample.Run("Blobs");

        Assert.True(sample.Number(@"median (\S+) %") >= 95, sample.Output);
        Assert.Equal(10, sample.Numbers(@"^after +(\d+) batches").Length);
        Assert.Equal("GIF89a", Encoding.ASCII.GetString(sample.Written("pictures/training.gif")[..6]));
        Assert.Equal((520, 440), PngSize(sample.Written("pictures/trained.png")));
    }

    /// <summary>S13: 2-3-2, squared error, 20,000 passes at 1.0; seven hidden sizes; L2 against learning by heart.</summary>
    [Fact]
    public async Task Moons_AreToldBySevenSizesAndL2HelpsOnOtherPoints()
    {
        using Sample sample = await Sample.Run("Moons");

        Assert.Equal(21, sample.Numbers(@"^pass +(\d+): loss").Length);
        Assert.True(sample.Number("pass 20000: loss (.*)") < sample.Number("pass     1: loss (.*)") / 5, sample.Output);
        Assert.True(sample.Number(@"median (\S+)") >= 190, sample.Output);
        Assert.Equal([1, 2, 3, 4, 5, 20, 50], sample.Numbers(@"^ ?(\d+) hidden:"));
        double[] right = sample.Numbers(@"hidden: .* (\S+) % right");
        Assert.All(right[2..], share => Assert.True(share >= 95 && share > right[0], sample.Output));
        double[] known = sample.Numbers(@"L2 .*: (\S+) % of 40"), others = sample.Numbers(@"(\S+) % of 2,000 others");
        Assert.Equal(100, known[0]);
        Assert.True(others[0] < 75 && others[1] > 80, sample.Output);
        Assert.Equal((4 * 520, 2 * 440), PngSize(sample.Written("pictures/sizes.png")));
        Assert.Equal((2 * 520, 440), PngSize(sample.Written("pictures/l2.png")));
    }

    /// <summary>S14: each rule reaches a loss of 0.1 on the blobs of S12, with steps and points as they usually are.</summary>
    [Fact]
    public async Task Optimizers_ReachTheSameLoss()
    {
        using Sample sample = await Sample.Run("Optimizers");

        double[] steps = sample.Numbers(@": +(\S+) steps"), points = sample.Numbers(@"(\S+) points");

        Assert.Equal(7, steps.Length);
        Assert.All([(0, 300), (1, 600), (2, 6000), (3, 6000), (4, 300), (5, 150), (6, 150)], most => Assert.InRange(steps[most.Item1], 1, most.Item2));

        // Whole batches look at the most points; momentum, AdaGrad and Adam need fewer steps than plain batches of the same size.
        Assert.Equal(points.Max(), points[0]);
        Assert.All(steps[4..], few => Assert.True(few < steps[1] / 2, sample.Output));
        Assert.Contains("<svg", Encoding.UTF8.GetString(sample.Written("pictures/optimizers.svg")), StringComparison.Ordinal);
    }

    /// <summary>64-64-10 on four fifths of each digit, asked about the others.</summary>
    [Fact]
    public async Task Digits_AreTold()
    {
        using Sample sample = await Sample.Run("Digits");

        Assert.True(sample.Number(@"median (\S+) %") >= 97, sample.Output);
        Assert.Equal(5, sample.Numbers(@"after (\S+) seconds").Length);
        Assert.All(sample.Numbers(@"of (\d+) right"), tested => Assert.InRange(tested, 355, 360));
        Assert.Contains("<svg", Encoding.UTF8.GetString(sample.Written("pictures/loss.svg")), StringComparison.Ordinal);
    }

    /// <summary>A windowed GRU forecasts a series better than the last value does.</summary>
    [Fact]
    public async Task Sine_IsForecastBetterThanNaively()
    {
        using Sample sample = await Sample.Run("Sine");

        // The noise alone is 0.058.
        double naive = sample.Number(@"naive forecast: off by (\S+)"), forecast = sample.Number(@"GRU: +off by (\S+)");
        Assert.InRange(forecast, 0.058, 0.1);
        Assert.True(forecast < naive / 5, sample.Output);
        Assert.Contains("<svg", Encoding.UTF8.GetString(sample.Written("pictures/forecast.svg")), StringComparison.Ordinal);
    }

    /// <summary>An LSTM stands in for an amplifier: what it writes is a WAV file of as many samples, close to what the amplifier gives.</summary>
    [Fact]
    public async Task Amp_IsLearnt()
    {
        using Sample sample = await Sample.Run("Amp");

        Assert.InRange(sample.Number(@"is (\S+) % off"), 0, 5);
        byte[] clean = sample.Written("clean.wav"), amplified = sample.Written("amplified.wav");
        Assert.Equal("RIFF", Encoding.ASCII.GetString(amplified[..4]));
        Assert.Equal(clean.Length, amplified.Length);
        Assert.InRange(amplified.Length - (4 * 48000 * sizeof(float)), 44, 200);
    }

    /// <summary>The digits as pictures, told better than by a dense network; saved and loaded, it is the same network.</summary>
    [Fact]
    public async Task LeNet_TellsMoreDigitsThanADenseNetwork()
    {
        using Sample dense = await Sample.Run("Digits"), sample = await Sample.Run("LeNet");

        double median = sample.Number(@"median (\S+) %");
        Assert.True(median >= 98 && median > dense.Number(@"median (\S+) %"), sample.Output + dense.Output);
        Assert.All(sample.Numbers(@"seed \d: (\S+) %"), right => Assert.InRange(right, 97, 100));
        Assert.Equal(dense.Numbers(@"of (\d+) right"), sample.Numbers(@"of (\d+) right"));
        Assert.Contains($"saved and loaded: {sample.Numbers(@"seed 0: (\S+) %")[0]:F1} % right, the loss the same", sample.Lines);
        Assert.Equal(16, sample.Number(@"^layers\.0 +Convolution +(\d+)x8x8"));
        Assert.Equal((8 * 84, 2 * 84), PngSize(sample.Written("pictures/filters.png")));
        Assert.Equal((520, 440), PngSize(sample.Written("pictures/confusion.png")));
        Assert.True(sample.Written("lenet.safetensors").Length > 16_026 * sizeof(float));
    }

    /// <summary>Three silos, one of them killed, and the weights of one process.</summary>
    [Fact]
    public async Task Cluster_GivesTheBitsOfOneProcess()
    {
        using Sample sample = await Sample.Run("Cluster");

        Assert.Contains("silo 2 is killed", sample.Lines);
        Assert.Contains("the same bits", sample.Lines);
        Assert.Contains(sample.Lines, line => line.StartsWith("shard", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal));
        Assert.InRange(sample.Number(@"^(\S+) % of 359"), 95, 100);
    }

    private static (int Width, int Height) PngSize(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
