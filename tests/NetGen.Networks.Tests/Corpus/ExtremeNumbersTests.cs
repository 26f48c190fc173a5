using NetGen.Networks.Tests.Oracles;
using NetGen.Networks.Tests.Streams;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Corpus;

/// <summary>Zeros of both signs, numbers too small for a normal one, huge ones, infinities and NaN through every network, which has every activation, loss and kind of layer.</summary>
public sealed class ExtremeNumbersTests
{
    private const int Count = 3;

    private static readonly double[] Small = [0, -0.0, 1e-40, -1e-40, 1e-310, -1e-310];

    private static readonly double[] Large = [1e38, -1e38, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static readonly TheoryData<string> Networks = CorpusData.All;

    public static TheoryData<string> Streams => [.. CorpusNetworks.StreamNames];

    /// <summary>In one value of a sample or in all of them: that sample has the bits that it has alone, and the others those that they have beside usual numbers.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_OfExtremes_LeavesOtherSamplesAlone(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, Count, seed: 2);
        double[] usual = subject.ForwardBatch(batch.Inputs);
        var found = new Disagreements(subject);

        foreach (var (what, input) in Samples(subject, batch, [.. Small, .. Large]))
        {
            double[] rows = subject.ForwardBatch([.. batch.Input(0), .. input, .. batch.Input(2)]);
            found.Same($"{what}, the sample", subject.Forward(input), Row(rows, 1));
            found.Same($"{what}, before it", Row(usual, 0), Row(rows, 0));
            found.Same($"{what}, behind it", Row(usual, 2), Row(rows, 2));
        }

        found.AssertNone();

        double[] Row(double[] rows, int n) => rows[(n * subject.Model.OutputSize)..((n + 1) * subject.Model.OutputSize)];
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_OfSmallNumbers_IsTheOracles(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var oracle = subject.Oracle;
        var found = new Disagreements(subject);

        foreach (var (what, input) in Samples(subject, Batch.Draw(subject, 1, seed: 2), Small))
        {
            OracleTrace trace = oracle.Forward(input);
            if (trace.IsAwayFromKinks(subject.Roundoff, 0))
                found.Compare(what, trace.Outputs, subject.Forward(input));
        }

        found.AssertNone();
    }

    /// <summary>Small numbers leave a loss and a gradient that are numbers; so do huge ones where their squares are numbers.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_OfNumbers_StaysNumbers(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        foreach (double magnitude in subject.Model.Precision == Compiler.Model.Precision.Double ? [.. Small, 1e38, -1e38] : Small)
            Conformance.AssertFinite(subject, subject.Round(magnitude));
    }

    /// <summary>NaN of one input, or of one target: the loss is NaN, whoever computes it, and the gradient says so; a step has moved the parameters there, and ends.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_OfNaN_SaysSo(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, Count, seed: 2);
        double[] inputs = [.. batch.Inputs], targets = [.. batch.Targets];
        inputs[0] = double.NaN;
        targets[^1] = double.NaN;

        Check(inputs, batch.Targets, reaches: true);

        // The derivative of a step is 0, whatever comes to it.
        Check(batch.Inputs, targets, reaches: subject.Model.Output.Activation.Name != "Step");

        void Check(double[] inputs, double[] targets, bool reaches)
        {
            var (loss, gradient) = subject.Backward(inputs, targets);
            Subject trained = subject.Clone();

            Assert.Equal(double.NaN, subject.Evaluate(inputs, targets));
            Assert.Equal(double.NaN, loss);
            Assert.Equal(reaches, gradient.Any(double.IsNaN));
            Assert.Equal(double.NaN, trained.TrainBatch(inputs, targets, subject.Round(0.1)));
            Assert.Equal(reaches, trained.Parameters.Any(double.IsNaN));
        }
    }

    /// <summary>Infinities and squares that are none end as NaN, an infinity or a number, but they end.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_OfHugeNumbers_Ends(string network)
    {
        var subject = CorpusNetworks.Create(network).WithRandomParameters(seed: 1);
        var batch = Batch.Draw(subject, Count, seed: 2);
        foreach (var (_, input) in Samples(subject, batch, Large))
        {
            double[] inputs = [.. input, .. batch.Inputs[input.Length..]];
            Subject trained = subject.Clone();
            trained.TrainBatch(inputs, batch.Targets, subject.Round(0.1));
            trained.Train(input, batch.Target(0), subject.Round(0.1));
            Assert.Equal(subject.Model.ParameterCount, trained.Parameters.Length);
        }
    }

    /// <summary>A stream says NaN where its formulas do, as long as they do, and no longer once it is reset.</summary>
    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_OfExtremes_SaysSoUntilItIsReset(string network)
    {
        StreamSubject subject = CorpusNetworks.CreateStream(network).WithRandomParameters(seed: 1);
        int inputs = subject.Model.InputSize, steps = 60;
        double[] usual = subject.Draw(steps, seed: 2);
        State state = subject.NewState();
        double[] expected = subject.Run(state, usual);

        foreach (double extreme in (double[])[.. Small, .. Large])
        {
            double[] hit = [.. usual];
            hit[7 * inputs] = subject.Round(extreme);
            bool[] isNaN = [.. new OracleStream(subject.Model, subject.Parameters).Forward(hit).Select(output => double.IsNaN(output.Value))];

            state.Reset();
            double[] outputs = [.. hit.Chunk(inputs).SelectMany(step => subject.Step(state, step))];
            State together = subject.NewState();

            if (!double.IsInfinity(extreme))
                Assert.Equal(isNaN, outputs.Select(double.IsNaN));
            Assert.Equal(double.IsNaN(extreme), isNaN.Contains(true) && !double.IsInfinity(extreme));
            Assert.Equal(outputs, subject.Run(together, hit));
            state.Reset();
            Assert.Equal(expected, subject.Run(state, usual));
        }
    }

    /// <summary>The first sample with one value replaced, and with all of them.</summary>
    private static IEnumerable<(string What, double[] Input)> Samples(Subject subject, Batch batch, IEnumerable<double> values)
    {
        foreach (double value in values.Select(subject.Round).DistinctBy(BitConverter.DoubleToInt64Bits))
        {
            double[] one = [.. batch.Input(0)], all = new double[one.Length];
            one[^1] = value;
            Array.Fill(all, value);
            yield return ($"one {value}", one);
            yield return ($"all {value}", all);
        }
    }
}
