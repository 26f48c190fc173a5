namespace NetGen.Insight.Tests;

/// <summary>What a network says of itself.</summary>
public sealed class InfoTests
{
    [Fact]
    public void Info_NamesLayersAsWeightsFilesDo()
    {
        NetworkInfo info = Flowers.Info;

        Assert.Equal(["layers.0", "layers.1"], info.Layers.Select(layer => layer.Name));
        Assert.Equal(
            ["layers.0.weight [6, 4]", "layers.0.bias [6]", "layers.1.weight [3, 6]", "layers.1.bias [3]"],
            info.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal([(0, 24), (24, 6), (30, 18), (48, 3)], info.Tensors.Select(tensor => (tensor.Offset, tensor.Count)));
    }

    [Fact]
    public void Info_HasShapesActivationsAndCosts()
    {
        NetworkInfo info = Flowers.Info;

        Assert.Equal("Flowers", info.Name);
        Assert.Equal("4-6:relu-3:softmax", info.Architecture);
        Assert.Equal((Loss.CrossEntropy, Precision.Single), (info.Loss, info.Precision));
        Assert.Equal([4], info.InputShape);
        Assert.Equal([3], info.OutputShape);
        Assert.All(info.Layers, layer => Assert.Equal("Dense", layer.Kind));
        Assert.Equal([Activation.ReLU, Activation.Softmax], info.Layers.Select(layer => layer.Activation));
        Assert.Equal([6], info.Layers[0].OutputShape);
        Assert.Equal([6], info.Layers[1].InputShape);
        Assert.Equal([30, 21], info.Layers.Select(layer => layer.ParameterCount));
        Assert.Equal([24, 18], info.Layers.Select(layer => layer.MultiplyAdds));
        Assert.Equal((Flowers.ParameterCount, 42), (info.ParameterCount, info.MultiplyAdds));
    }

    [Fact]
    public void Info_PrintsATableOfItsLayers()
    {
        Assert.Equal(
            """
            Flowers: 4-6:relu-3:softmax
            Layer     Kind   Output  Activation  Parameters  Multiply-adds
            ──────────────────────────────────────────────────────────────
            layers.0  Dense  6       ReLU                30             24
            layers.1  Dense  3       Softmax             21             18
            ──────────────────────────────────────────────────────────────
            51 parameters (204 bytes), 42 multiply-adds a sample; Single precision, trained on CrossEntropy
            """.ReplaceLineEndings("\n"),
            Flowers.Info.ToString());
        Assert.Contains("2,405 parameters (19,240 bytes), 2,402 multiply-adds", Wide.Info.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Info_IsThereForCodeThatKnowsNoMoreThanTheInterface()
    {
        Assert.Same(Flowers.Info, Of<Flowers, float>());
        Assert.Equal("Wide", Of<Wide, double>().Name);

        static NetworkInfo Of<TNetwork, T>()
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => TNetwork.Info;
    }

    /// <summary>A tensor finds its own values among all parameters: those that the file has under its name.</summary>
    [Fact]
    public void Tensor_FindsItsValues()
    {
        var net = new Flowers(seed: 3);
        var parameters = new float[Flowers.ParameterCount];
        for (int index = 0; index < parameters.Length; index++)
            parameters[index] = index;
        net.SetParameters(parameters);

        TensorInfo bias = Flowers.Info.Layers[1].Tensors[1];
        Assert.Equal([48f, 49f, 50f], bias.Of<float>(parameters).ToArray());
    }
}
