using NetGen.Compiler.Layers.Dropout;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class TrainingTests
{
    public static readonly TheoryData<string> Networks = CorpusData.All;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Train_ReturnsTheLossAndStepsDownTheGradient(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var found = new Disagreements(subject);

        Conformance.CheckStep(subject, Batch.Draw(subject, count: 1, seed: 2), found);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void TrainBatch_ReturnsTheMeanLossAndStepsDownTheMeanGradient(string network)
    {
        var subject = CorpusNetworks.Create(network);
        var found = new Disagreements(subject);

        foreach (int count in new[] { 1, 2, 7, 16, 17, 33, 64, 130, 260 })
        {
            subject.WithRandomParameters(seed: count);
            Conformance.CheckStep(subject.Clone(), Batch.Draw(subject, count, seed: 2), found);
        }

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void TrainBatch_AfterTraining_ForwardSeesTheNewParameters(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, count: 20, seed: 2);
        for (int step = 0; step < 3; step++)
            subject.TrainBatch(batch.Inputs, batch.Targets, 0.05);
        subject.Train(batch.Input(0), batch.Target(0), 0.05);
        var found = new Disagreements(subject);
        var fresh = Batch.Draw(subject, count: 20, seed: 3);

        Conformance.CheckForward(subject, fresh, found);
        Conformance.CheckRows(subject, fresh, found);
        Conformance.CheckGradient(subject, fresh, found, steps: 4);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_AfterOtherTraining_IsThatOfANewNetworkWithTheSameParameters(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, count: 20, seed: 2);
        var found = new Disagreements(subject);

        // Every kind of call after every other.
        foreach (char call in "1nnbb11bn1")
        {
            // What is dropped in a step depends on its number, which only a clone has in common.
            var twin = subject.Model.Layers.Any(layer => layer is DropoutLayer) ? subject.Clone() : subject.Fresh(seed: 0);
            twin.Parameters = subject.Parameters;
            twin.Buffers = subject.Buffers;
            found.Same($"Result of {call}", Result(subject), Result(twin));
            found.Same($"Parameters after {call}", subject.Parameters, twin.Parameters);
            subject = subject.Clone();

            double[] Result(Subject trained) => call switch
            {
                '1' => [trained.Train(batch.Input(0), batch.Target(0), 0.05)],
                'n' => [trained.TrainBatch(batch.Inputs, batch.Targets, 0.05)],
                _ => trained.Backward(batch.Inputs, batch.Targets).Gradient,
            };
        }

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void TrainBatch_IsRepeatable(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var twin = subject.Clone();
        var batch = Batch.Draw(subject, count: 70, seed: 2);
        var found = new Disagreements(subject);

        found.Same("Loss", subject.TrainBatch(batch.Inputs, batch.Targets, 0.05), twin.TrainBatch(batch.Inputs, batch.Targets, 0.05));
        found.Same("Parameters", subject.Parameters, twin.Parameters);

        found.AssertNone();
    }
}
