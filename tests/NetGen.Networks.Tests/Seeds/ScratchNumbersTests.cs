using NetGen.Corpus;

namespace NetGen.Networks.Tests.Seeds;

/// <summary>The systems S1 and S3–S7 of the tutorials give their tutorials' numbers.</summary>
public sealed class ScratchNumbersTests
{
    [Theory]
    [InlineData(0.4f, new[] { 0, 1, 1, 1 })]
    [InlineData(0.7f, new[] { 0, 0, 0, 1 })]
    public void S1_Perceptron_IsALogicGate(float threshold, int[] expected)
    {
        var gate = new Gate();
        gate.SetParameters([0.5f, 0.5f, -threshold]);

        int[] actual = [gate.Predict([0, 0]), gate.Predict([1, 0]), gate.Predict([0, 1]), gate.Predict([1, 1])];

        Assert.Equal(expected, actual);
        var outputs = new float[4];
        gate.ForwardBatch([0, 0, 1, 0, 0, 1, 1, 1], outputs);
        Assert.Equal(Array.ConvertAll(expected, bit => (float)bit), outputs);
    }

    [Fact]
    public void S3_ThreeLayers_ToSoftmax()
    {
        var network = new ThreeLayers();
        network.SetParameters(Tutorial.ThreeLayers<float>());

        AssertNear([0.40442364f, 0.59557636f], network.Forward, [2, 1]);
    }

    [Fact]
    public void S3_ThreeLayers_ToIdentity()
    {
        var network = new ThreeLayersToIdentity();
        network.SetParameters(Tutorial.ThreeLayers<float>());

        AssertNear([0.31682708f, 0.69627909f], network.Forward, [1, 0.5f]);
    }

    [Fact]
    public void S4_OneLayerOfSigmoid()
    {
        var network = new OneLayer();
        network.SetParameters([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1f, 0.2f, 0.3f]);

        AssertNear([0.99917558f, 0.99925397f, 0.99932492f], network.Forward, [1, 5, 2, -1]);
    }

    [Fact]
    public void S5_Classification()
    {
        var network = new Classification();
        network.SetParameters(Tutorial.Classification<float>());
        float[] input = [1, 2, 3];

        AssertNear([0.00443583f, 0.44573018f, 0.00541793f, 0.54441607f], network.Forward, input, tolerance: LogitRoundoff);
        Assert.Equal(0.6080415f, network.Evaluate(input, [0f, 0f, 0f, 1f]), 1e-6f);
        Assert.Equal(0.6080415f, network.Evaluate(input, new[] { 3 }), 1e-6f);
        Assert.Equal(3, network.Predict(input));
    }

    [Fact]
    public void S6_Regression()
    {
        var network = new Regression();
        network.SetParameters(Tutorial.Classification<float>());
        float[] input = [1, 2, 3];

        AssertNear([4.59f, 9.2f, 4.79f, 9.4f], network.Forward, input, tolerance: 4e-6f);
        Assert.Equal(8.141525f, network.Evaluate(input, [2, 3, 4, 5]), 4e-6f);
    }

    [Fact]
    public void S7_BinaryClassification()
    {
        var network = new BinaryClassification();
        network.SetParameters(Tutorial.Binary<float>());
        float[] input = [1, 2, 3, 4, 5];

        AssertNear([0.99886501f], network.Forward, input);
        Assert.Equal(0.00113563f, network.Evaluate(input, [1]), 1e-8f);
        Assert.Equal(1, network.Predict(input));
    }

    /// <summary>Half the distance between the numbers around 9.4, the largest logit of S5, which is a relative error of the outputs.</summary>
    private const float LogitRoundoff = 5e-7f;

    private delegate void Forward(ReadOnlySpan<float> input, Span<float> output);

    private static void AssertNear(float[] expected, Forward forward, float[] input, float tolerance = 2e-7f)
    {
        var actual = new float[expected.Length];
        forward(input, actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
