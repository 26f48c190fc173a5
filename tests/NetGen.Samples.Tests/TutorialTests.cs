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

        Assert.All(falls.Zip([100.0, 20, 100, 100]), pair => Assert.True(pair.First >= pair.Second, sample.Output));
        Assert.Contains("diverges", sample.Lines[4], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(sample.Folder, "pictures", "loss.svg")));
    }
}
