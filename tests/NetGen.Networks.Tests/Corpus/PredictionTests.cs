using System.Numerics;
using NetGen.Corpus;

namespace NetGen.Networks.Tests.Corpus;

/// <summary>A network without training computes the bits of its twin that is trained, and reads and writes the same files.</summary>
public sealed class PredictionTests
{
    /// <summary>More than two blocks of samples, the last of them not whole.</summary>
    private const int Samples = 300;

    [Fact]
    public void Tiny_IsItsTwin() => AssertTwins<PredictingTiny, HiddenGELU, float>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void TinyInDouble_IsItsTwin() => AssertTwins<PredictingTinyInDouble, HiddenGELUInDouble, double>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void OneOutput_IsItsTwin() => AssertTwins<PredictingOfOneOutput, DepthFourToOne, float>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void Wide_IsItsTwin() => AssertTwins<PredictingWide, Width20To70To40To20, float>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void WideInDouble_IsItsTwin() => AssertTwins<PredictingWideInDouble, Width20To70To40To20InDouble, double>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void WideOfFewOutputs_IsItsTwin() => AssertTwins<PredictingWideOfFewOutputs, Width70To130To130To6To3, float>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    [Fact]
    public void WideOfFewOutputsInDouble_IsItsTwin() => AssertTwins<PredictingWideOfFewOutputsInDouble, Width70To130To130To6To3InDouble, double>(
        (network, input) => network.Predict(input), (network, inputs, classes) => network.PredictBatch(inputs, classes));

    private static void AssertTwins<TPredicting, TTrained, T>(Func<TPredicting, T[], int> predict, Action<TPredicting, T[], int[]> predictBatch)
        where TPredicting : class, IInference<TPredicting, T>
        where TTrained : class, IPredictor<TTrained, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(1);
        T[] inputs = Values(Samples * TTrained.InputSize), targets = Values(Samples * TTrained.OutputSize);

        // As drawn.
        TTrained trained = TTrained.Create(3);
        AssertSame(TPredicting.Create(3), trained);
        T[] drawn = Parameters(trained);

        // As trained: by its file, its parameters, and a copy.
        for (int step = 0; step < 3; step++)
            trained.TrainBatch(inputs, targets, T.CreateTruncating(0.05));
        Assert.NotEqual(drawn, Parameters(trained));
        TPredicting loaded = TPredicting.Load(new MemoryStream(File(trained)));
        AssertSame(loaded, trained);
        TPredicting set = TPredicting.Create(4);
        set.SetParameters(Parameters(trained));
        AssertSame(set.Clone(), trained);
        TPredicting copy = TPredicting.Create(5);
        copy.CopyFrom(loaded);
        AssertSame(copy, trained);

        // And back.
        Assert.Equal(File(trained), File(loaded));
        AssertSame(loaded, TTrained.Load(new MemoryStream(File(loaded))));

        // With a scaler folded in.
        Scaler<T> scaler = Standardizer.Fit(Dataset.Of(inputs, targets, Samples));
        scaler.FoldInto(loaded);
        scaler.FoldInto(trained);
        AssertSame(loaded, trained);

        void AssertSame(TPredicting network, TTrained twin)
        {
            Assert.Equal(Parameters(twin), Parameters(network));
            int outputs = TTrained.OutputSize;
            T[] expected = new T[Samples * outputs], batch = new T[Samples * outputs], threaded = new T[Samples * outputs], rows = new T[Samples * outputs];
            int[] expectedClasses = new int[Samples], classes = new int[Samples];
            twin.ForwardBatch(inputs, expected);
            twin.PredictBatch(inputs, expectedClasses);
            network.ForwardBatch(inputs, batch);
            network.ForwardBatch(inputs, threaded, threads: 2);
            predictBatch(network, inputs, classes);
            for (int sample = 0; sample < Samples; sample++)
            {
                T[] input = inputs[(sample * TTrained.InputSize)..((sample + 1) * TTrained.InputSize)];
                network.Forward(input, rows.AsSpan(sample * outputs, outputs));
                Assert.Equal(twin.Predict(input), predict(network, input));
            }

            Assert.Equal(expected, batch);
            Assert.Equal(expected, threaded);
            Assert.Equal(expected, rows);
            Assert.Equal(expectedClasses, classes);
        }

        T[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble()))];
    }

    private static T[] Parameters<TNetwork, T>(IInference<TNetwork, T> network)
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static byte[] File<TNetwork, T>(IInference<TNetwork, T> network)
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }
}
