using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class GradientTests
{
    public static readonly TheoryData<string> Networks = CorpusData.All;

    public static readonly TheoryData<string> NetworksInDouble = CorpusData.InDouble;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backward_AgreesWithTheOracle(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var found = new Disagreements(subject);

        foreach (int count in new[] { 1, 2, 7, 17, 64, 130 })
            Conformance.CheckGradient(subject, Batch.Draw(subject, count, seed: count), found);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(NetworksInDouble))]
    public void Backward_AgreesWithCentralDifferencesOfEvaluate(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);

        CentralDifferences.Check(subject, Batch.Draw(subject, count: 5, seed: 2, margin: CentralDifferences.Margin));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backward_LeavesTheParametersAlone(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        double[] before = [.. subject.Parameters, .. subject.Buffers];
        var batch = Batch.Draw(subject, count: 20, seed: 2);

        subject.Backward(batch.Inputs, batch.Targets);
        subject.Evaluate(batch.Inputs, batch.Targets);

        double[] after = [.. subject.Parameters, .. subject.Buffers];
        Assert.Equal(before, after);
    }
}
