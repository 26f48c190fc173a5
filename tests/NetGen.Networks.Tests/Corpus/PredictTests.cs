using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class PredictTests
{
    public static readonly TheoryData<string> Networks = CorpusData.Predictors;

    public static readonly TheoryData<string> AllNetworks = CorpusData.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void Predict_IsThereExactlyWhenAnOutputMeansAClass(string network)
    {
        var model = CorpusNetworks.Create(network).Model;
        bool expected = model.Outputs.Count == 1
            && (model.OutputSize > 1 || model.Loss.Name == "Hinge" || model.Output.Activation.Name is "Sigmoid" or "Step" or "HardSigmoid" or "Tanh");

        Assert.Equal(expected, CorpusNetworks.Create(network) is IPredictorSubject);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Predict_IsTheClassThatForwardWrites(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var predictor = (IPredictorSubject)subject;
        var batch = Batch.Draw(subject, count: 67, seed: 2);
        int[] expected = [.. Enumerable.Range(0, batch.Count).Select(n => Class(subject, subject.Forward(batch.Input(n))))];

        Assert.Equal(expected, Enumerable.Range(0, batch.Count).Select(n => predictor.Predict(batch.Input(n))));
        Assert.Equal(expected, predictor.PredictBatch(batch.Inputs));
        Assert.Empty(predictor.PredictBatch([]));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Predict_OnATie_TakesTheLowestIndexOrTheThreshold(string network)
    {
        var subject = CorpusNetworks.Create(network);
        subject.Parameters = new double[subject.Model.ParameterCount];
        double[] input = Batch.Draw(subject, count: 1, seed: 2).Inputs;

        Assert.Equal(Class(subject, subject.Forward(input)), ((IPredictorSubject)subject).Predict(input));
    }

    private static int Class(Subject subject, double[] output)
    {
        if (output.Length == 1)
            return output[0] >= (subject.Model.Loss.Name == "Hinge" || subject.Model.Output.Activation.Name == "Tanh" ? 0 : 0.5) ? 1 : 0;
        return Array.IndexOf(output, output.Max());
    }
}
