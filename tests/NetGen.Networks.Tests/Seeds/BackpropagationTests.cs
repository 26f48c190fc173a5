using NetGen.Corpus;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Seeds;

/// <summary>S8: every partial derivative of S5–S7 equals the numerical one, and one update follows it.</summary>
public sealed class BackpropagationTests
{
    [Fact]
    public void S5_Gradient_IsTheNumericalOne() =>
        Check(typeof(ClassificationInDouble), Tutorial.Classification<double>(), [1, 2, 3], [0, 0, 0, 1]);

    [Fact]
    public void S6_Gradient_IsTheNumericalOne() =>
        Check(typeof(RegressionInDouble), Tutorial.Classification<double>(), [1, 2, 3], [2, 3, 4, 5]);

    [Fact]
    public void S7_Gradient_IsTheNumericalOne() =>
        Check(typeof(BinaryClassificationInDouble), Tutorial.Binary<double>(), [1, 2, 3, 4, 5], [1]);

    [Fact]
    public void S5_Update_LowersTheLoss()
    {
        var network = new ClassificationInDouble();
        network.SetParameters(Tutorial.Classification<double>());
        double[] input = [1, 2, 3];

        double before = network.Train(input, 3, 0.01);

        Assert.Equal(0.6080415, before, 1e-7);
        Assert.InRange(network.Evaluate(input, [0d, 0d, 0d, 1d]), 0, before);
    }

    private static void Check(Type network, double[] parameters, double[] input, double[] target)
    {
        var subject = CorpusNetworks.Create(network.FullName!);
        subject.Parameters = parameters;

        CentralDifferences.Check(subject, new Batch(1, input, target, Labels: []));
    }
}
