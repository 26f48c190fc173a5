using System.Diagnostics;
using NetGen;
using NetGen.Data;
using NetGen.Plots;

// 1,797 handwritten digits of 8 × 8 pixels, each from 0 to 16, here from −1 to 1. Four fifths of each digit to learn from, one fifth to be asked.
Dataset<float> pixels = Csv.Read("digits.csv", label: "digit").Dataset;
Dataset<float> digits = Dataset.Of([.. pixels.Inputs.ToArray().Select(pixel => pixel / 8 - 1)], pixels.Labels.ToArray());

var right = new List<double>();
for (int seed = 0; seed < 5; seed++)
{
    var (train, test) = Split(digits, seed);
    var net = new DigitsNet(seed);
    long began = Stopwatch.GetTimestamp();
    History history = net.Fit(train, new() { Epochs = 40, Optimizer = new Adam(0.005), Seed = seed });
    double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

    var told = new int[test.Count];
    net.PredictBatch(test.Inputs.Span, told);
    right.Add(told.Zip(test.Labels.ToArray()).Count(pair => pair.First == pair.Second) / (double)test.Count);
    Console.WriteLine($"seed {seed}: {right[^1]:P1} of {test.Count} right after {seconds:F3} seconds of training on {train.Count}");
    if (seed == 0)
        Plot.LossCurve(history).Save("pictures/loss.svg");
}
Console.WriteLine($"median {right.Order().ElementAt(2):P1}. Saved pictures/loss.svg.");

// Drawn by the seed, digit by digit, so that both parts have as many of each.
static (Dataset<float> Train, Dataset<float> Test) Split(Dataset<float> data, int seed)
{
    var (random, train, test) = (new Random(seed), new List<int>(), new List<int>());
    foreach (IGrouping<int, int> digit in Enumerable.Range(0, data.Count).GroupBy(row => data.Labels.Span[row]))
    {
        int[] rows = [.. digit];
        random.Shuffle(rows);
        train.AddRange(rows[(rows.Length / 5)..]);
        test.AddRange(rows[..(rows.Length / 5)]);
    }
    return (data.Subset([.. train]), data.Subset([.. test]));
}

[Network("64-64:relu-10:softmax")]
public partial class DigitsNet;
