using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class LabelTests
{
    public static readonly TheoryData<string> Networks = CorpusData.Classifiers;

    public static readonly TheoryData<string> AllNetworks = CorpusData.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void Network_TakesLabelsExactlyWhenItsLossDoes(string network)
    {
        var subject = CorpusNetworks.Create(network);

        Assert.Equal(subject.Model.Loss.TakesLabels, subject is IClassifierSubject);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Labels_GiveTheBitsOfOneHotTargets(string network)
    {
        foreach (int count in new[] { 1, 2, 7, 16, 17, 64, 130 })
        {
            var byTarget = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
            var byLabel = byTarget.Clone();
            var classifier = (IClassifierSubject)byLabel;
            var batch = Batch.Draw(byTarget, count, seed: count);
            double[] oneHot = batch.OneHot(byTarget.Model.OutputSize);
            var found = new Disagreements(byTarget);

            found.Same("Evaluate", byTarget.Evaluate(batch.Inputs, oneHot), classifier.Evaluate(batch.Inputs, batch.Labels));
            var (expected, actual) = (byTarget.Backward(batch.Inputs, oneHot), classifier.Backward(batch.Inputs, batch.Labels));
            found.Same("Backward's loss", expected.Loss, actual.Loss);
            found.Same("Backward's gradient", expected.Gradient, actual.Gradient);
            found.Same("TrainBatch", byTarget.TrainBatch(batch.Inputs, oneHot, 0.1), classifier.TrainBatch(batch.Inputs, batch.Labels, 0.1));
            found.Same("Parameters after TrainBatch", byTarget.Parameters, byLabel.Parameters);
            double[] first = oneHot[..byTarget.Model.OutputSize];
            found.Same("Train", byTarget.Train(batch.Input(0), first, 0.1), classifier.Train(batch.Input(0), batch.Labels[0], 0.1));
            found.Same("Parameters after Train", byTarget.Parameters, byLabel.Parameters);

            found.AssertNone();
        }
    }
}
