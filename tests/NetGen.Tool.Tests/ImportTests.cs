namespace NetGen.Tool.Tests;

/// <summary><c>netgen import</c>.</summary>
public sealed class ImportTests
{
    internal static string Model => Path.Combine(AppContext.BaseDirectory, "Models", "BallChase.onnx");

    [Fact]
    public void Import_WritesTheTwoFiles_AndSaysWhatItRead()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("import", Model, "-o", folder.Of("new"), "--name", "Chase", "--namespace", "Games", "--json");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Equal("21-64:tanh-64:tanh-2", (string?)run.Json["architecture"]);
        Assert.Equal(["Chase.netgen.json", "Chase.safetensors"], Directory.GetFiles(folder.Of("new")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"namespace\": \"Games\"", File.ReadAllText(folder.Of("new/Chase.netgen.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_InAPipe_WritesATableWithoutColours()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("import", Model, "-o", folder.Path);
        Assert.Equal(0, run.Code);
        Assert.Contains("BallChase.onnx", run.Output, StringComparison.Ordinal);
        Assert.Contains("21-64:tanh-64:tanh-2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Import_OfNoFile_IsWrongInput()
    {
        Tool run = Tool.Run("import", "none.onnx");
        Assert.Equal(1, run.Code);
        Assert.StartsWith("netgen: There is no file 'none.onnx', looked for as '", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Import_OfAnotherFile_SaysWhatIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of("notes.txt"), "");
        Tool run = Tool.Run("import", folder.Of("notes.txt"), "--json");
        Assert.Equal(1, run.Code);
        Assert.Contains("ONNX (.onnx)", (string?)run.Json["error"], StringComparison.Ordinal);
    }
}
