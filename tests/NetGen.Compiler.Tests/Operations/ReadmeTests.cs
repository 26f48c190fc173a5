using System.Reflection;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Tests.Operations;

/// <summary>The tables of the README list what the registries have, in their order, with how it is written or its formula.</summary>
public class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(
        typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Readme").Value!);

    [Fact]
    public void Readme_ListsTheLayers() =>
        Assert.Equal(LayerKinds.All.Select(kind => (kind.Name, $"`{kind.Syntax.Example}`")), Rows("Layers"));

    [Fact]
    public void Readme_ListsTheActivations() =>
        Assert.Equal(Registry.Activations.Select(activation => (activation.Name, activation.Description)), Rows("Activations"));

    [Fact]
    public void Readme_ListsTheLosses() =>
        Assert.Equal(Registry.Losses.Select(loss => (loss.Name, loss.Description)), Rows("Losses"));

    [Fact]
    public void Readme_ListsTheInitializers() =>
        Assert.Equal(Registry.Initializers.Select(initializer => (initializer.Name, initializer.Description)), Rows("Initializers"));

    /// <summary>Name and formula, or text, of each row under the heading; a bar within a formula is written \|.</summary>
    private static IEnumerable<(string Name, string Formula)> Rows(string heading) => Readme
        .SkipWhile(line => line != "### " + heading)
        .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Array.ConvertAll(line.Replace("\\|", "\0", StringComparison.Ordinal).Split('|'), cell => cell.Trim().Replace('\0', '|')))
        .Select(cells => (cells[1], cells[2]));
}
