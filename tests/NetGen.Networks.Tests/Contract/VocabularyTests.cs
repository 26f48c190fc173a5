using NetGen.Compiler.Operations;

namespace NetGen.Networks.Tests.Contract;

/// <summary>The public enums name what the registry has, in its order.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void Activations_AreThoseOfTheRegistry() =>
        Assert.Equal(Registry.Activations.Select(activation => activation.Name), Enum.GetNames<NetGen.Activation>());

    [Fact]
    public void Losses_AreThoseOfTheRegistry() =>
        Assert.Equal(Registry.Losses.Select(loss => loss.Name), Enum.GetNames<NetGen.Loss>());

    [Fact]
    public void Initializers_AreThoseOfTheRegistry() =>
        Assert.Equal(Registry.Initializers.Select(initializer => initializer.Name), Enum.GetNames<NetGen.Initializer>());
}
