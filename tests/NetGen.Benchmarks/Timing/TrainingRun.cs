using System.Runtime.CompilerServices;
using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>A whole training, from fresh parameters to the last epoch.</summary>
internal sealed record TrainingRun(Func<int, Split> Data, int Epochs, int Batch, float LearningRate)
{
    private const int Seeds = 10, Repeats = 3;
    private const double WarmUpSeconds = 0.5;

    /// <summary>Medians over ten seeds, which choose the rows to train on and the initial parameters.</summary>
    public (double Milliseconds, double Accuracy) Measure<TNetwork, TCalls>(Func<TNetwork, TCalls> calls)
        where TNetwork : class, IClassifier<TNetwork, float>
        where TCalls : struct, INetworkCalls
    {
        Samples any = Data(0).Train;
        for (double start = ThreadClock.Seconds; ThreadClock.Seconds - start < WarmUpSeconds;)
            Train(calls(TNetwork.Create(0)), any);

        var (times, accuracies) = (new List<double>(), new List<double>());
        for (int run = 0; run < Seeds * Repeats; run++)
        {
            Split data = Data(run % Seeds);
            TNetwork network = TNetwork.Create(run % Seeds);
            double start = ThreadClock.Seconds;
            Train(calls(network), data.Train);
            times.Add((ThreadClock.Seconds - start) * 1000);
            accuracies.Add(Accuracy(network, data.Test));
        }

        return (Statistics.Median(times), Statistics.Median(accuracies));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Train<TCalls>(TCalls network, Samples samples)
        where TCalls : struct, INetworkCalls
    {
        ReadOnlySpan<float> inputs = samples.Inputs;
        ReadOnlySpan<int> labels = samples.Labels;
        int size = inputs.Length / labels.Length;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            for (int first = 0; first < labels.Length; first += Batch)
            {
                int rows = Math.Min(Batch, labels.Length - first);
                network.TrainBatch(inputs.Slice(first * size, rows * size), labels.Slice(first, rows), LearningRate);
            }
        }
    }

    private static double Accuracy<TNetwork>(TNetwork network, Samples samples)
        where TNetwork : class, IClassifier<TNetwork, float>
    {
        var predicted = new int[samples.Labels.Length];
        network.PredictBatch(samples.Inputs, predicted);
        return predicted.Zip(samples.Labels).Average(pair => pair.First == pair.Second ? 1.0 : 0);
    }
}
