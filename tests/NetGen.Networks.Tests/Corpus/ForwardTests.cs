using NetGen.Compiler.Layers.Convolution;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

public sealed class ForwardTests
{
    public static readonly TheoryData<string> Networks = CorpusData.All;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_HasTheSizesAndTextOfItsDeclaration(string network)
    {
        var subject = CorpusNetworks.Create(network);

        Assert.Equal((subject.Model.InputSize, subject.Model.OutputSize, subject.Model.ParameterCount), subject.Sizes);
        Assert.Equal(subject.Model.Architecture, subject.ToString());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_AgreesWithTheOracle(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var found = new Disagreements(subject);

        Conformance.CheckForward(subject, Batch.Draw(subject, count: 12, seed: 2), found);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void ForwardBatch_WritesTheBitsOfForward(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var found = new Disagreements(subject);

        foreach (int count in new[] { 1, 2, 3, 7, 8, 15, 16, 17, 31, 64, 65, 100, 130, 300 })
            Conformance.CheckRows(subject, Batch.Draw(subject, count, seed: count), found);

        found.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void ForwardBatch_OfNoSamples_DoesNothing(string network) =>
        Assert.Empty(CorpusNetworks.Create(network).ForwardBatch([]));

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_OfNotANumber_SaysSo(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        double[] inputs = Batch.Draw(subject, count: 5, seed: 2).Inputs;
        inputs[0] = double.NaN;
        var found = new Disagreements(subject);

        double[] rows = subject.ForwardBatch(inputs);

        found.Same("ForwardBatch, row 0", subject.Forward(inputs[..subject.Model.InputSize]), rows[..subject.Model.OutputSize]);
        found.AssertNone();
        var expected = subject.Oracle.Forward(inputs.AsSpan(0, subject.Model.InputSize)).Outputs.Select(output => double.IsNaN(output.Value)).ToArray();
        Assert.Contains(true, expected);
        bool[] actual = [.. rows[..subject.Model.OutputSize].Select(double.IsNaN)];
        Assert.All(expected.Zip(actual), output => Assert.True(output.Second || !output.First));

        // A convolution takes pixels side by side at once, and hands it on to those beside.
        if (!subject.Model.Layers.Any(layer => layer is ConvolutionLayer))
            Assert.Equal(expected, actual);
        Assert.DoesNotContain(rows[subject.Model.OutputSize..], double.IsNaN);
    }
}
