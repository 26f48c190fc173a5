using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NetGen.Data.Tests;

/// <summary>Generated points lie where they should, and are the same everywhere.</summary>
public sealed class GenerateTests
{
    [Fact]
    public void Moons_WithoutNoise_AreTwoHalfCircles()
    {
        Dataset<float> moons = Generate.Moons(count: 400, noise: 0, seed: 3);

        for (int row = 0; row < moons.Count; row++)
        {
            (double x, double y) = Point(moons, row);
            bool isFirst = moons.Labels.Span[row] == 0;
            (double cosine, double sine) = isFirst ? (x, y) : (1 - x, 0.5 - y);
            Assert.Equal(1, cosine * cosine + sine * sine, 1e-6);
            Assert.InRange(sine, -1e-7, 1);
        }
        Assert.Equal(200, moons.Labels.Span.Count(1));
    }

    [Fact]
    public void Noise_HasItsStandardDeviation()
    {
        Dataset<float> still = Generate.Blobs(10_000, noise: 0, seed: 5), noisy = Generate.Blobs(10_000, noise: 2, seed: 5);

        double[] squares = [.. Enumerable.Range(0, 20_000).Select(index => Math.Pow(noisy.Inputs.Span[index] - still.Inputs.Span[index], 2))];

        Assert.Equal(2, Math.Sqrt(squares.Average()), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    public void Blobs_HaveCentresInTheSquareAndApart(int classes)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Dataset<float> blobs = Generate.Blobs(classes, noise: 0, seed, classes);

            Assert.Equal(Enumerable.Range(0, classes), blobs.Labels.ToArray());
            Assert.All(blobs.Inputs.ToArray(), coordinate => Assert.InRange(coordinate, -10, 10));
            for (int first = 0; first < classes; first++)
                for (int second = 0; second < first; second++)
                    Assert.True(Distance(Point(blobs, first), Point(blobs, second)) >= 4.9999);
        }
    }

    [Fact]
    public void Circles_HaveTheirRadii()
    {
        Dataset<float> circles = Generate.Circles(300, noise: 0, seed: 1);

        for (int row = 0; row < circles.Count; row++)
            Assert.Equal(circles.Labels.Span[row] == 0 ? 1 : 0.5, Distance(Point(circles, row), (0, 0)), 1e-6);
    }

    [Fact]
    public void Spirals_TurnAsTheyLeave()
    {
        Dataset<float> spirals = Generate.Spirals(300, noise: 0, seed: 1, classes: 3);

        for (int row = 0; row < spirals.Count; row++)
        {
            (double x, double y) = Point(spirals, row);
            double radius = Distance((x, y), (0, 0)), angle = 2 * Math.PI * (1.5 * radius + spirals.Labels.Span[row] / 3.0);
            Assert.Equal(radius * Math.Cos(angle), x, 1e-6);
            Assert.Equal(radius * Math.Sin(angle), y, 1e-6);
        }
    }

    [Fact]
    public void Xor_IsToldByTheSigns()
    {
        Dataset<float> xor = Generate.Xor(1000, noise: 0, seed: 1);
        var quadrants = new int[4];

        for (int row = 0; row < xor.Count; row++)
        {
            (double x, double y) = Point(xor, row);
            Assert.Equal(x < 0 != y < 0 ? 1 : 0, xor.Labels.Span[row]);
            quadrants[(x < 0 ? 1 : 0) + (y < 0 ? 2 : 0)]++;
        }
        Assert.All(quadrants, points => Assert.InRange(points, 200, 300));
    }

    /// <summary>To the bit: these must never change, on no machine.</summary>
    [Theory]
    [InlineData("Moons", "c6973da91b604ecb")]
    [InlineData("Blobs", "5b713f8087609f35")]
    [InlineData("Circles", "b8cbb388b31c511b")]
    [InlineData("Spirals", "38c36ab053196049")]
    [InlineData("Xor", "a3c23c918b5f3a69")]
    public void Points_AreTheSameOnEveryMachine(string kind, string hash)
    {
        Dataset<float> data = Make(kind, count: 1000, noise: 0.25, seed: 42);

        var bytes = new byte[4 * data.Inputs.Length];
        for (int index = 0; index < data.Inputs.Length; index++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), data.Inputs.Span[index]);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    [Theory]
    [InlineData("Moons")]
    [InlineData("Blobs")]
    [InlineData("Circles")]
    [InlineData("Spirals")]
    [InlineData("Xor")]
    public void Arguments_OutOfRange_AreRefused(string kind)
    {
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Make(kind, count: 1, noise: 0, seed: 0)).ParamName);
        Assert.Equal("noise", Assert.Throws<ArgumentOutOfRangeException>(() => Make(kind, count: 10, noise: -1, seed: 0)).ParamName);
        Assert.Equal("noise", Assert.Throws<ArgumentOutOfRangeException>(() => Make(kind, count: 10, noise: double.NaN, seed: 0)).ParamName);
    }

    [Fact]
    public void Seeds_GiveDifferentPoints() =>
        Assert.NotEqual(Generate.Moons(seed: 1).Inputs.ToArray(), Generate.Moons(seed: 2).Inputs.ToArray());

    private static Dataset<float> Make(string kind, int count, double noise, int seed) => kind switch
    {
        "Moons" => Generate.Moons(count, noise, seed),
        "Blobs" => Generate.Blobs(count, noise, seed),
        "Circles" => Generate.Circles(count, noise, seed),
        "Spirals" => Generate.Spirals(count, noise, seed),
        _ => Generate.Xor(count, noise, seed),
    };

    private static (double X, double Y) Point(Dataset<float> data, int row) => (data.Inputs.Span[2 * row], data.Inputs.Span[2 * row + 1]);

    private static double Distance((double X, double Y) one, (double X, double Y) other) =>
        Math.Sqrt((one.X - other.X) * (one.X - other.X) + (one.Y - other.Y) * (one.Y - other.Y));
}
