using NetGen.Onnx.Folding;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Tests;

/// <summary>The table of what is imported against the code.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void EveryOperator_StandsInTheTable()
    {
        string table = string.Join('\n', File.ReadLines(ModelFiles.Of("../README.md")).Where(line => line.StartsWith('|')));
        string[] known = [.. Operators.Names, .. Folds.Moves.Keys];
        string[] parts = ["Erf", "Log"];
        Assert.All(Operators.Names, name => Assert.NotNull(Folds.Find(name)));
        Assert.All(known.Except(parts), name => Assert.Matches($@"\b{name}\b", table));
    }
}
