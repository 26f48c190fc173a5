using NetGen.Corpus;

namespace NetGen.Networks.Tests.Seeds;

/// <summary>S15: softmax, sigmoid and their cross-entropies stay finite, and reach their limits exactly, far from zero.</summary>
public sealed class StabilityTests
{
    [Theory]
    [InlineData(1e4f)]
    [InlineData(-1e4f)]
    public void Softmax_OfHugeLogits_IsExactAndItsLossFinite(float logit)
    {
        var network = new CrossEntropyOfLogits();
        network.SetParameters([1, 0, 0, 1, 0, 0]);
        float[] input = [logit, -logit];
        int winner = logit > 0 ? 0 : 1;
        var output = new float[2];
        var gradient = new float[CrossEntropyOfLogits.ParameterCount];

        network.Forward(input, output);

        Assert.Equal(1f, output[winner]);
        Assert.Equal(0f, output[1 - winner]);
        Assert.Equal(0f, network.Evaluate(input, new[] { winner }));
        Assert.Equal(2e4f, network.Evaluate(input, new[] { 1 - winner }));
        Assert.Equal(2e4f, network.Backward(input, new[] { 1 - winner }, gradient));
        Assert.Equal(1e4f, Math.Abs(gradient[0]));
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
        Assert.Equal(2e4f, network.Train(input, 1 - winner, 0.1f));
    }

    [Theory]
    [InlineData(1e4, 1)]
    [InlineData(-1e4, 0)]
    public void Sigmoid_OfHugeLogits_IsExactAndItsLossFinite(double logit, double limit)
    {
        var single = new BinaryCrossEntropyOfLogit();
        single.SetParameters([1, 0]);
        var singleOutput = new float[1];
        single.Forward([(float)logit], singleOutput);
        Assert.Equal((float)limit, singleOutput[0]);
        Assert.Equal(0f, single.Evaluate([(float)logit], [(float)limit]));
        Assert.Equal(1e4f, single.Evaluate([(float)logit], [(float)(1 - limit)]));
        Assert.Equal(1e4f, single.TrainBatch([(float)logit], [(float)(1 - limit)], 0.1f));

        var wide = new BinaryCrossEntropyOfLogitInDouble();
        wide.SetParameters([1, 0]);
        var wideOutput = new double[1];
        wide.Forward([logit], wideOutput);
        Assert.Equal(limit, wideOutput[0]);
        Assert.Equal(0d, wide.Evaluate([logit], [limit]));
        Assert.Equal(1e4, wide.Evaluate([logit], [1 - limit]));
    }

    [Fact]
    public void Softmax_OfEqualHugeLogits_IsUniform()
    {
        var network = new CrossEntropyOfLogits();
        network.SetParameters([1, 0, 1, 0, 0, 0]);
        var output = new float[2];

        network.Forward([1e4f, 0], output);

        Assert.Equal([0.5f, 0.5f], output);
        Assert.Equal(MathF.Log(2), network.Evaluate([-1e4f, 0], new[] { 1 }), 1e-6f);
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(-1e4)]
    public void EveryNetwork_OfHugeInputs_HasFiniteLossAndGradient(double magnitude)
    {
        foreach (string name in Subjects.CorpusNetworks.Names)
            Subjects.Conformance.AssertFinite(Subjects.CorpusNetworks.Create(name).WithRandomParameters(seed: 1), magnitude);
    }
}
