using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Tests.Spec;

public class ArchitectureParserTests
{
    [Theory]
    [InlineData("2-3-2", "2, layers.0 3, layers.1 2")]
    [InlineData("4-6:relu-3:SoftMax", "4, layers.0 6 relu, layers.1 3 SoftMax")]
    [InlineData("10-07:relu6", "10, layers.0 7 relu6")]
    [InlineData("1x28x028-10", "1x28x28, layers.0 10")]
    public void Parse_ReadsLayers(string text, string layers)
    {
        var findings = new FindingList();
        GraphSpec parsed = ArchitectureParser.Parse(text, findings);
        Assert.Empty(findings.ToArray());
        string shape = string.Join("x", parsed.Inputs.Single().Size.Select(size => size.Value));
        Assert.Equal(layers, string.Join(", ", parsed.Layers.Select(layer => $"{layer.Name} {layer.Count!.Value} {layer.Activation?.Value}".TrimEnd()).Prepend(shape)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(":")]
    [InlineData("--:--")]
    [InlineData("4-6:relu:tanh-3")]
    [InlineData("4,6,3")]
    [InlineData("relu-relu")]
    [InlineData("6relu-4:")]
    [InlineData("28x-10")]
    [InlineData("x28-10")]
    [InlineData("28X28-10")]
    [InlineData("28x28-10x10")]
    [InlineData("28x28:relu-10")]
    [InlineData("４-６")]
    [InlineData("4–6")]
    public void Parse_SaysSomethingWithinTheTextAboutEveryWrongText(string text)
    {
        var findings = new FindingList();
        var layers = ArchitectureParser.Parse(text, findings).Layers;

        Assert.True(findings.HasErrors);
        Assert.Equal(text.Count(character => character == '-'), layers.Count);
        Assert.All(findings.ToArray(), finding => Assert.True(
            finding.Where.IsWhole || (finding.Where.Start >= 0 && finding.Where.Length > 0 && finding.Where.Start + finding.Where.Length <= text.Length),
            finding.ToString()));
    }

    [Fact]
    public void Parse_GoesOnAfterAMistake()
    {
        var findings = new FindingList();
        ArchitectureParser.Parse("4:relu-6,5-x-3:", findings);
        Assert.Equal(["NG2008", "NG2001", "NG2002", "NG2009"], findings.ToArray().Select(finding => finding.Id));
    }

    [Fact]
    public void Parse_PlacesValuesInTheText()
    {
        const string Text = "1x28-128:relu-10:softmax";
        GraphSpec parsed = ArchitectureParser.Parse(Text, new FindingList());
        Assert.Equal(["1", "28", "128", "10"], parsed.Inputs.Single().Size.Concat(parsed.Layers.Select(layer => layer.Count!)).Select(size => Text.Substring(size.Place.Start, size.Place.Length)));
        Assert.Equal(["relu", "softmax"], parsed.Layers.Select(layer => Text.Substring(layer.Activation!.Place.Start, layer.Activation.Place.Length)));
    }
}
