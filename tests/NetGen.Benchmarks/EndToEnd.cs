using System.Globalization;
using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>Whole trainings on three small data sets, and what the networks have learnt.</summary>
internal static class EndToEnd
{
    public static Section Measure()
    {
        var table = new Table("", "ms", "accuracy", "epochs", "rows", "batch", "learning rate");
        Add<W2, W2Calls>("iris 4-6-3", new(Split.Iris, Epochs: 1000, Batch: 50, LearningRate: 0.1f), network => new(network));
        Add<W1, W1Calls>("moons 2-3-2", new(Split.Moons, Epochs: 20_000, Batch: 200, LearningRate: 0.3f), network => new(network));
        Add<W4, W4Calls>("digits 64-64-10", new(Split.Digits, Epochs: 20, Batch: 32, LearningRate: 0.3f), network => new(network));
        return new(
            "Training from fresh parameters by plain gradient descent on the cross-entropy, the rows in the same order in each epoch; the accuracy is that "
                + "on rows not trained on. Medians over ten seeds, which choose these rows and the parameters.",
            table);

        void Add<TNetwork, TCalls>(string name, TrainingRun training, Func<TNetwork, TCalls> calls)
            where TNetwork : class, IClassifier<TNetwork, float>
            where TCalls : struct, INetworkCalls
        {
            var (milliseconds, accuracy) = training.Measure(calls);
            table.Add(
                name,
                Numbers.Significant(milliseconds),
                accuracy.ToString("0.000", CultureInfo.InvariantCulture),
                training.Epochs.ToString("#,0", CultureInfo.InvariantCulture),
                training.Data(0).Train.Labels.Length.ToString("#,0", CultureInfo.InvariantCulture),
                training.Batch.ToString(CultureInfo.InvariantCulture),
                training.LearningRate.ToString(CultureInfo.InvariantCulture));
        }
    }
}
