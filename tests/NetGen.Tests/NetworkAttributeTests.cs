namespace NetGen.Tests;

public sealed class NetworkAttributeTests
{
    [Fact]
    public void Defaults_AreThoseOfTheDocumentation()
    {
        var attribute = new NetworkAttribute("4-6:relu-3:softmax");
        Assert.Equal("4-6:relu-3:softmax", attribute.Architecture);
        Assert.Equal(Activation.ReLU, attribute.Hidden);
        Assert.Equal(Activation.Identity, attribute.Output);
        Assert.Equal(Precision.Single, attribute.Precision);
        Assert.Equal(1, attribute.InitializerScale);
        Assert.Equal(0, attribute.InitialBias);
        Assert.Null(attribute.Spec);
        Assert.Null(attribute.Weights);
        Assert.Null(attribute.Classes);
        Assert.Null(new NetworkAttribute().Architecture);
    }
}
