using System.Globalization;
using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>Whole trainings, from a new network to its accuracy.</summary>
internal static class Training
{
    private const int Seeds = 15;

    private const string Numpy = "numpy", ScikitLearn = "scikit-learn";

    public static string Print()
    {
        var data = new Dictionary<string, DataSet> { ["iris"] = DataSet.Iris(), ["moons"] = DataSet.Moons(), ["digits"] = DataSet.Digits() };
        var others = PythonTraining.Measure(data);
        var table = new Table("ms and accuracy", "ours", "C by hand", Numpy, ScikitLearn);
        double[] ratios = [];
        Add("iris", "4-6-3, 1,000 epochs of 50 rows in one batch", Iris);
        Add("moons", "2-3-2, 20,000 epochs of 200 points in one batch", Moons);
        Add("digits", "64-64-10, Adam, batches of 32, 20 epochs of 1,437 rows", Digits, HandWrittenC.Trains ? DigitsInC : null);
        return $"""
            From a new network to its accuracy on what it was not trained on, moons excepted; medians over {Seeds} seeds, of the others
            over {PythonTraining.Seeds}. All on one core; numpy as one writes it by hand, scikit-learn by its MLPClassifier, which was not asked for moons.
            {(ratios.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"Ours and C took turns at the digits: ours ÷ C {ratios[Seeds / 2]:0.00} (quartiles {ratios[Seeds / 4]:0.00}–{ratios[Seeds * 3 / 4]:0.00}).") : "")}

            {table}
            """;

        void Add(string name, string title, Func<int, DataSet, double> train, Func<int, DataSet, double>? inC = null)
        {
            train(0, data[name]);
            inC?.Invoke(0, data[name]);
            var turns = Enumerable.Range(1, Seeds).Select(seed => (Ours: Timed(train, seed), C: inC is null ? default : Timed(inC, seed))).ToArray();
            if (inC is not null)
                ratios = [.. turns.Select(turn => turn.Ours.Milliseconds / turn.C.Milliseconds).Order()];
            table.Add(
                $"{name}, {title}", Median(turns.Select(turn => turn.Ours)), inC is null ? "–" : Median(turns.Select(turn => turn.C)), Other(name, Numpy), Other(name, ScikitLearn));

            (double Milliseconds, double Accuracy) Timed(Func<int, DataSet, double> run, int seed)
            {
                double start = ThreadClock.Seconds;
                double accuracy = run(seed, data[name]);
                return ((ThreadClock.Seconds - start) * 1e3, accuracy);
            }
        }

        string Other(string name, string library) => others.TryGetValue((name, library), out var found) ? Text(found) : "–";
    }

    private static string Median(IEnumerable<(double Milliseconds, double Accuracy)> runs) =>
        Text((Statistics.Median(runs.Select(run => run.Milliseconds)), Statistics.Median(runs.Select(run => run.Accuracy))));

    private static string Text((double Milliseconds, double Accuracy) result) =>
        $"{Numbers.Significant(result.Milliseconds)} ({result.Accuracy.ToString("0.000", CultureInfo.InvariantCulture)})";

    private static double Iris(int seed, DataSet data)
    {
        var network = new W2(seed);
        for (int epoch = 0; epoch < 1000; epoch++)
            network.TrainBatch(data.TrainInputs, data.TrainLabels, learningRate: 0.1f);
        return Accuracy(network, data);
    }

    private static double Moons(int seed, DataSet data)
    {
        var network = new W1(seed);
        for (int epoch = 0; epoch < 20_000; epoch++)
            network.TrainBatch(data.TrainInputs, data.TrainLabels, learningRate: 1f);
        return Accuracy(network, data);
    }

    private static double Digits(int seed, DataSet data)
    {
        var network = new W4(seed);
        network.Fit(Dataset.Of(data.TrainInputs, data.TrainLabels), new() { Epochs = 20, Optimizer = new Adam(0.003), Seed = seed });
        return Accuracy(network, data);
    }

    private static double DigitsInC(int seed, DataSet data)
    {
        var network = new W4(seed);
        var parameters = new float[W4.ParameterCount];
        network.GetParameters(parameters);
        HandWrittenC.TrainDigits(parameters, data.TrainInputs, data.TrainLabels, epochs: 20, learningRate: 0.003, seed);
        network.SetParameters(parameters);
        return Accuracy(network, data);
    }

    private static double Accuracy<TNetwork>(TNetwork network, DataSet data)
        where TNetwork : class, IClassifier<TNetwork, float>
    {
        var predicted = new int[data.TestLabels.Length];
        network.PredictBatch(data.TestInputs, predicted);
        return predicted.Zip(data.TestLabels).Count(pair => pair.First == pair.Second) / (double)predicted.Length;
    }
}
