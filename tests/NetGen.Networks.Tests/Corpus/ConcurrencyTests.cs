using NetGen.Networks.Tests.Streams;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class ConcurrencyTests
{
    private const int Threads = 4;

    public static readonly TheoryData<string> Networks = CorpusData.All;

    public static TheoryData<string> StreamNames => [.. CorpusNetworks.StreamNames];

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

    [Theory]
    [MemberData(nameof(StreamNames))]
    public void Streams_OnManyThreads_GiveWhatTheyGiveAlone(string network)
    {
        StreamSubject subject = CorpusNetworks.CreateStream(network).WithRandomParameters(seed: 1);
        double[][] alone = [.. Enumerable.Range(0, Threads).Select(Listen)], together = new double[Threads][];

        Parallel.For(0, Threads, new() { MaxDegreeOfParallelism = Threads }, stream => together[stream] = Listen(stream));

        Assert.Equal(alone, together);

        double[] Listen(int stream)
        {
            double[] inputs = subject.Draw(steps: 300, seed: stream);
            State one = subject.NewState(), other = subject.NewState();
            return [.. inputs.Chunk(subject.Model.InputSize).SelectMany(input => subject.Step(one, input)), .. subject.Run(other, inputs)];
        }
    }

    private static double[] Read(Subject subject, Batch batch) =>
    [
        .. subject.Forward(batch.Input(0)),
        .. subject.ForwardBatch(batch.Inputs),
        subject.Evaluate(batch.Inputs, batch.Targets),
        .. subject.Parameters,
        .. subject is IPredictorSubject predictor ? predictor.PredictBatch(batch.Inputs).Append(predictor.Predict(batch.Input(0))).Select(label => (double)label) : [],
    ];
}
