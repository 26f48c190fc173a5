using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Tests.Spec;

public class JsonLayersTests
{
    /// <summary>What a layer of a kind may and must have, as editors show it.</summary>
    [Theory]
    [InlineData("dense", "units a number, activation a name, name a name, from a name", "units")]
    [InlineData("conv", "channels a number, kernel a number or an array of two, stride a number, padding a number or \"same\" or \"causal\", dilation a number, groups a number, activation a name, name a name, from a name", "channels, kernel")]
    [InlineData("maxPooling", "size a number or an array of two, stride a number, name a name, from a name", "size")]
    [InlineData("globalAveragePooling", "name a name, from a name", "")]
    [InlineData("layerNorm", "activation a name, name a name, from a name", "")]
    [InlineData("dropout", "percentage a number, name a name, from a name", "percentage")]
    [InlineData("gru", "units a number, initial \"given\", name a name, from a name", "units")]
    [InlineData("slice", "start a number, count a number, activation a name, name a name, from a name", "")]
    [InlineData("activation", "start a number, count a number, activation a name, name a name, from a name", "activation")]
    [InlineData("clip", "min a number or an array of numbers, max a number or an array of numbers, activation a name, name a name, from a name", "min or max")]
    [InlineData("add", "add a name or an array of names, activation a name, name a name, from a name", "add")]
    public void KeysOf_AKind(string name, string keys, string needed)
    {
        WrittenKind kind = LayerKinds.All.Single(kind => JsonLayers.NameOf(kind) == name);
        Assert.Equal(keys, string.Join(", ", JsonLayers.KeysOf(kind).Select(key => $"{key.Key} {key.Value}")));
        Assert.Equal(needed, string.Join(", ", JsonLayers.NeededBy(kind).Select(together => string.Join(" or ", together))));
    }
}
