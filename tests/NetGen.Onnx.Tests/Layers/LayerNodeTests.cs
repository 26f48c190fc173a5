using NetGen.Onnx.Format;
using NetGen.Onnx.Tests.Importing;

namespace NetGen.Onnx.Tests.Layers;

/// <summary>Kinds of layers against ONNX's own tests of the operators: an oracle that nobody here wrote.</summary>
public sealed class LayerNodeTests
{
    [Theory]
    [InlineData("test_basic_conv_with_padding", "1x5x5-1c3p1")]
    [InlineData("test_basic_conv_without_padding", "1x5x5-1c3")]
    [InlineData("test_conv_with_autopad_same", "1x5x5-1c3s2p1")]
    [InlineData("test_conv_with_strides_padding", "1x7x5-1c3s2p1")]
    [InlineData("test_conv_with_strides_no_padding", "1x7x5-1c3s2")]
    [InlineData("test_maxpool_1d_default", "3x32-mp2s1")]
    [InlineData("test_maxpool_2d_default", "3x32x32-mp2s1")]
    [InlineData("test_maxpool_2d_strides", "3x32x32-mp5s3")]
    [InlineData("test_maxpool_2d_precomputed_strides", "1x5x5-mp2")]
    [InlineData("test_averagepool_1d_default", "3x32-ap2s1")]
    [InlineData("test_averagepool_2d_default", "3x32x32-ap2s1")]
    [InlineData("test_averagepool_2d_strides", "3x32x32-ap5s3")]
    [InlineData("test_averagepool_2d_precomputed_strides", "1x5x5-ap2")]
    [InlineData("test_globalaveragepool", "3x5x5-gap")]
    [InlineData("test_globalaveragepool_precomputed", "1x3x3-gap")]
    public void Layer_GivesTheOutputsOfTheOperator(string name, string architecture)
    {
        Dictionary<string, byte[]> files = NodeCases.All[name];
        Tensor[] inputs = [.. NodeCases.Tensors(files, "input")];
        Tensor expected = Assert.Single(NodeCases.Tensors(files, "output"));

        double[] outputs = CompiledNetwork.Forward(architecture, [.. inputs.Skip(1).SelectMany(tensor => tensor.Values)], inputs[0].Values);

        Assert.Equal(expected.Values.Length, outputs.Length);
        Assert.All(expected.Values.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
    }
}
