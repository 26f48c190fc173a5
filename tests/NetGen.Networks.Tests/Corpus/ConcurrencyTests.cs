using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class ConcurrencyTests
{
    private const int Threads = 4;

    public static readonly TheoryData<string> Networks = CorpusData.All;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Readers_OnManyThreads_SeeTheSameNumbers(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, count: 40, seed: 2);
        double[] expected = Read(subject, batch);
        var found = new Disagreements(subject);

        Parallel.For(0, Threads, new() { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (int repeat = 0; repeat < 5; repeat++)
            {
                double[] actual = Read(subject, batch);
                lock (found)
                    found.Same($"Thread {thread}", expected, actual);
            }
        });

        found.AssertNone();
    }

    private static double[] Read(Subject subject, Batch batch) =>
    [
        .. subject.Forward(batch.Input(0)),
        .. subject.ForwardBatch(batch.Inputs),
        subject.Evaluate(batch.Inputs, batch.Targets),
        .. subject.Parameters,
        .. subject is IPredictorSubject predictor ? predictor.PredictBatch(batch.Inputs).Select(label => (double)label) : [],
    ];
}
