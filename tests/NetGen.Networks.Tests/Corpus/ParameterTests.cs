using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class ParameterTests
{
    public static readonly TheoryData<string> Networks = CorpusData.All;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Parameters_ComeBackAsTheyWereSet(string network)
    {
        var subject = CorpusNetworks.Create(network);
        double[] parameters = [.. Enumerable.Range(0, subject.Model.ParameterCount).Select(i => subject.Round(i + 0.1))];

        subject.Parameters = parameters;

        Assert.Equal(parameters, subject.Parameters);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Seed_DecidesTheParameters(string network)
    {
        var subject = CorpusNetworks.Create(network, seed: 3);
        bool isDrawn = Declaration.Of(CorpusNetworks.TypeOf(network)).IsDrawnAtRandom;

        Assert.Equal(subject.Parameters, subject.Fresh(seed: 3).Parameters);
        Assert.Equal(!isDrawn, subject.Parameters.SequenceEqual(subject.Fresh(seed: 4).Parameters));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Clone_IsEqualAndIndependent(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, count: 4, seed: 2);
        double[] before = subject.Parameters, buffers = subject.Buffers;
        var clone = subject.Clone();
        var found = new Disagreements(subject);

        found.Same("Clone's outputs", subject.ForwardBatch(batch.Inputs), clone.ForwardBatch(batch.Inputs));
        clone.TrainBatch(batch.Inputs, batch.Targets, 1);
        clone.WithRandomParameters(seed: 9);
        found.Same("Parameters after training the clone", before, subject.Parameters);
        found.Same("Buffers after training the clone", buffers, subject.Buffers);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void CopyFrom_TakesEveryParameter(string network)
    {
        var source = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 2);
        var batch = Batch.Draw(source, count: 20, seed: 3);

        subject.CopyFrom(source);

        var found = new Disagreements(subject);
        found.Same("Parameters", source.Parameters, subject.Parameters);
        found.Same("Buffers", source.Buffers, subject.Buffers);
        Conformance.CheckRows(subject, batch, found);
        Conformance.CheckGradient(subject, batch, found);
        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void SaveAndLoad_KeepEveryBit(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, count: 20, seed: 2);
        using var stream = new MemoryStream();
        subject.Save(stream);
        stream.Position = 0;

        var loaded = subject.Load(stream);

        var found = new Disagreements(subject);
        found.Same("Parameters", subject.Parameters, loaded.Parameters);
        found.Same("Buffers", subject.Buffers, loaded.Buffers);
        found.Same("Outputs", subject.ForwardBatch(batch.Inputs), loaded.ForwardBatch(batch.Inputs));
        Conformance.CheckGradient(loaded, batch, found);
        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void SaveAndLoad_ByPath_KeepEveryBit(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            subject.Save(path);

            Assert.Equal(subject.Parameters, subject.Load(path).Parameters);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
