using NetGen.Corpus;
using NetGen.Measuring;

namespace NetGen.Networks.Tests.Layers;

/// <summary>Forward of a network with several inputs and outputs, part by part.</summary>
public sealed class PartsTests
{
    private readonly Driver _network = new(3);

    [Fact]
    public void Forward_TakesAndGivesThePartsOfTheRows()
    {
        double[] input = [.. Enumerable.Range(0, 28).Select(i => Math.Sin(i))], output = new double[4], steering = new double[3], brake = new double[1];
        _network.Forward(input, output);
        _network.Forward(input.AsSpan(0, 25), input.AsSpan(25), steering, brake);
        Assert.Equal(output, steering.Concat(brake));
    }

    [Fact]
    public void Forward_AllocatesNothing()
    {
        double[] image = new double[25], speed = new double[3], steering = new double[3], brake = new double[1];
        _network.Forward(image, speed, steering, brake);
        Assert.Equal(0, Allocation.OfEvery(() =>
        {
            for (int i = 0; i < 100; i++)
                _network.Forward(image, speed, steering, brake);
        }));
    }

    [Fact]
    public void Forward_NamesThePartOfTheWrongLength() => Assert.Equal(
        "speed", Assert.Throws<ArgumentException>(() => _network.Forward(new double[25], new double[2], new double[3], new double[1])).ParamName);
}
