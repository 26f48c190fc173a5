using System.Globalization;
using System.Xml.Linq;

namespace NetGen.Samples.Tests;

/// <summary>The samples print the numbers of the tutorials that they follow, and draw their pictures.</summary>
public sealed class TutorialTests
{
    [Fact]
    public async Task LogicGates_AreOrAndAnd()
    {
        using Sample sample = await Sample.Run("LogicGates");

        Assert.Equal(["threshold 0.4: 0 1 1 1", "threshold 0.7: 0 0 0 1"], sample.Lines);
    }

    [Fact]
    public async Task ThreeLayer_GivesTheTutorialsOutputs()
    {
        using Sample sample = await Sample.Run("ThreeLayer");

        Assert.Equal(
            ["to softmax:  0.404424 0.595576", "to identity: 0.316827 0.696279", "one layer:   0.999176 0.999254 0.999325"],
            sample.Lines);
    }

    /// <summary>What circle.py printed when PyTorch 1.13 had trained the network.</summary>
    [Fact]
    public async Task FromPyTorch_PrintsWhatPyTorchPrinted()
    {
        using Sample sample = await Sample.Run("FromPyTorch");

        Assert.Equal(["(0.6, 0.7): 0.93191", "(-0.8, 0.5): 0.88772", "(0.3, -1.1): 0.07605"], sample.Lines);
    }

    [Theory]
    [InlineData("step-sigmoid.svg")]
    [InlineData("relu.svg")]
    public async Task ActivationFunctions_AreDrawn(string picture)
    {
        using Sample sample = await Sample.Run("ActivationFunctions");

        XElement root = XDocument.Load(Path.Combine(sample.Folder, "pictures", picture)).Root!;

        Assert.Contains(root.Descendants(), element => element.Name.LocalName == "text");
        Assert.Contains(root.Descendants(), element => element.Name.LocalName == "path" && element.Attribute("stroke")?.Value == "#0072B2");
    }

    /// <summary>S9: at least a hundred times each, twenty for Sigmoid with large inputs, and divergence where the tutorial has it.</summary>
    [Fact]
    public async Task FunctionApproximation_LossFallsOrDivergenceIsSaid()
    {
        using Sample sample = await Sample.Run("FunctionApproximation");

        double[] falls = sample.Numbers(@"falls (\d+) times");

        Assert.Equal(4, falls.Length);
        Assert.All(falls.Zip([100.0, 20, 100, 100]), pair => Assert.True(pair.First >= pair.Second, sample.Output));
        Assert.Contains("diverges", sample.Lines[4], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(sample.Folder, "pictures", "loss.svg")));
    }

    /// <summary>S5 to S8: what the tutorials print step by step, each gradient as the differences of the loss have it, and one update.</summary>
    [Fact]
    public async Task Walkthrough_PrintsEveryValueAndDerivative()
    {
        using Sample sample = await Sample.Run("Walkthrough");
        string[] parts = sample.Output.Split("===", StringSplitOptions.RemoveEmptyEntries);
        string classes = parts[1], values = parts[3], yesOrNo = parts[5];

        Assert.Equal([1.5, 3.4, 5.3, 1.3, 3.1], Column(classes, "layers.0 ", 1));
        Near([0.00443583, 0.44573018, 0.00541793, 0.54441607], Column(classes, "layers.1 ", 2));
        Near([0.00443583, 0.44573018, 0.00541793, 0.54441607 - 1], Column(classes, "layers.1 ", 4));
        Near([-0.45558393 * 1.5, -0.45558393 * 3.4, -0.45558393 * 5.3, -0.45558393 * 1.3, -0.45558393 * 3.1], Row(classes, "dE/d layers.1.weight [4, 5]", 3));

        Near([4.59, 9.2, 4.79, 9.4], Column(values, "layers.1 ", 2));
        Near([2.59 / 4, 6.2 / 4, 0.79 / 4, 4.4 / 4], Column(values, "layers.1 ", 3));
        Near([0.6475, 1.55, 0.1975, 1.1], Row(values, "dE/d layers.1.bias [4]"));

        Assert.Equal([3, 6.2, 9.4, 3, 6.2, 9.4, 3, 6.2, 9.4, 11], Column(yesOrNo, "layers.0 ", 2));
        Near([6.78], Column(yesOrNo, "layers.1 ", 1));
        Near([0.99886501], Column(yesOrNo, "layers.1 ", 2));
        Near([0.99886501 - 1], Row(yesOrNo, "dE/d layers.1.bias [1]"));

        Near([0.6080415, 8.141525, 0.00113563], sample.Numbers(@"(?:Entropy|Error): E = (\S+)"));
        double[] exponents = sample.Numbers(@"relative error \d\.\dE-(\d+)");
        Assert.Equal(3, exponents.Length);
        Assert.All(exponents, exponent => Assert.InRange(exponent, 6, 20));
        Assert.All(sample.Numbers(@"0\.01: E = (\S+)").Zip(sample.Numbers(@"-> (\S+)")), step => Assert.True(step.Second < step.First, sample.Output));
        Near([0.1 - 0.00443583e-2, 0.2 - 0.44573018e-2, 0.3 - 0.00541793e-2, 0.4 + 0.45558393e-2], Numbers(Line(classes, "layers.1.bias [4]:").Split(": ")[1]));
    }

    private static double[] Column(string text, string table, int column) =>
        [.. text[text.IndexOf("\n" + table, StringComparison.Ordinal)..].Split('\n').Skip(4).TakeWhile(line => char.IsDigit(line.TrimStart()[0])).Select(line => Numbers(line)[column])];

    /// <summary>A row of a tensor's table; of a vector's the only one.</summary>
    private static double[] Row(string text, string table, int? row = null)
    {
        string[] lines = text[text.IndexOf(table, StringComparison.Ordinal)..].Split('\n');
        return row is { } number ? Numbers(lines[3 + number])[1..] : Numbers(lines[3]);
    }

    private static string Line(string text, string start) => text.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    private static double[] Numbers(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    /// <summary>To the six digits that tables have.</summary>
    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-6 * Math.Max(0.1, Math.Abs(pair.First))));
    }
}
