namespace NetGen.Tool.Tests;

/// <summary>Command lines as such.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "See netgen --help.")]
    [InlineData("import", "See netgen import --help.")]
    [InlineData("import a.onnx --nmae X", "See netgen import --help.")]
    [InlineData("improt a.onnx", "See netgen --help.")]
    public void WrongUsage_IsTwo_AndSaysWhereHelpIs(string line, string message)
    {
        Tool run = Tool.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Help_IsNoMistake()
    {
        Tool run = Tool.Run("--help");
        Assert.Equal(0, run.Code);
        Assert.Contains("import", run.Output, StringComparison.Ordinal);
    }
}
