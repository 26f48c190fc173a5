using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Plan;

/// <summary>What runs in place of the layers that were written.</summary>
public sealed class LoweringTests
{
    [Fact]
    public void Chain_RunsAsItWasWritten() => Assert.Equal(
        ["layers.0 of −1", "layers.1 of 0", "layers.2 of 1"],
        Lowered(Declared.Model("4-3-2-1")));

    /// <summary>Each reader of an output has a gradient of its own, which the branch behind the layer adds up.</summary>
    [Fact]
    public void OutputOfTwoReaders_HasABranchForEach()
    {
        NetworkModel model = Declared.Graph("""{ "input": 4, "layers": [{ "kind": "dense", "units": 4, "name": "a" }, { "kind": "dense", "units": 4 }, { "add": "a" }] }""");

        Assert.Equal(
            ["layers.0 of −1", "layers.0 of 0", "layers.0 of 0", "layers.1 of 1", "layers.2 of 3, 2"],
            Lowered(model));
        Assert.Equal(["layers.0 of −1", "layers.1 of 0", "layers.2 of 1, 0"], Lowered(model with { Training = false }));
    }

    [Fact]
    public void InputWithAName_IsCutOutOfTheRowOnce()
    {
        NetworkModel model = Declared.Graph("""{ "inputs": { "a": 2, "b": 3 }, "layers": [{ "kind": "dense", "units": 4, "from": "a" }, { "concat": "b" }, { "concat": "b" }] }""");

        Assert.Equal(["a of −1", "layers.0 of 0", "b of −1", "layers.1 of 1, 2", "layers.2 of 3, 2"], Lowered(model));
    }

    [Fact]
    public void PictureAtTheEnd_IsFlattened() => Assert.Equal(
        ["layers.0 of −1", "layers.1 of 0"],
        Lowered(Declared.Model("1x4x4-2c3")));

    private static IEnumerable<string> Lowered(NetworkModel model) =>
        Lowering.Of(model).Select(lowered => $"{lowered.Name} of {string.Join(", ", lowered.Sources.Select(source => source < 0 ? "−1" : $"{source}"))}");
}
