namespace NetGen.Tool.Tests;

/// <summary>Command lines as such.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "See netgen --help.")]
    [InlineData("import", "See netgen import --help.")]
    [InlineData("import a.onnx --nmae X", "Did you mean '--name'? See netgen import --help.")]
    [InlineData("improt a.onnx", "Did you mean 'import'? See netgen --help.")]
    public void WrongUsage_IsTwo_AndSaysWhereHelpIs(string line, string message)
    {
        Tool run = Tool.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("verify")]
    [InlineData("train")]
    [InlineData("inspect")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("bench")]
    [InlineData("plot")]
    [InlineData("completion")]
    public void Help_EndsWithExamples(string command)
    {
        Tool run = Tool.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Contains($"  netgen {command}", run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_SuggestsCommandsAndOptions()
    {
        Assert.Contains("inspect", Tool.Run("[suggest:9]", "netgen in").Output, StringComparison.Ordinal);
        Assert.Contains("--network", Tool.Run("[suggest:16]", "netgen train --n").Output, StringComparison.Ordinal);
        Assert.Contains("suggest", Tool.Run("completion", "bash").Output, StringComparison.Ordinal);
    }

    /// <summary>Weights and specs that are none: a message, whatever is in them.</summary>
    [Theory]
    [InlineData("a.safetensors", "abc", "header is longer than the file")]
    [InlineData("a.safetensors", "\u0003\0\0\0\0\0\0\0[1]", "a.safetensors: the header: expected an object, found an array")]
    [InlineData("a.netgen.json", "[]", "expected an object that declares a network")]
    [InlineData("a.netgen.json", "{ \"architecture\": 3 ", "line 1: expected JSON")]
    [InlineData("a.netgen.json", "{ \"architecture\": \"3-x\" }", "NG2")]
    [InlineData("a.onnx", "abc", "a.onnx")]
    public void Inspect_OfABrokenFile_IsWrongInput(string name, string content, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of(name), content);
        Tool run = Tool.Run("inspect", folder.Of(name));
        Assert.Equal(1, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
