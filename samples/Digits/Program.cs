using System.Diagnostics;
using NetGen;
using NetGen.Data;
using NetGen.Plots;

// 1,797 handwritten digits of 8 × 8 pixels. Four fifths of each digit to learn from, one fifth to be asked.
Dataset<float> digits = Csv.Read("digits.csv", label: "digit").Dataset;
var right = new List<double>();
for (int seed = 0; seed < 5; seed++)
{
    var (train, test) = digits.Split(0.8, seed, stratify: true);
    Scaler<float> scale = MinMaxScaler.Fit(train);
    var net = new DigitsNet(seed);
    long began = Stopwatch.GetTimestamp();
    History history = net.Fit(scale.Apply(train), new() { Epochs = 40, Optimizer = new Adam(0.005), Seed = seed });
    double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

    // From here on the network takes pixels as they are in the file.
    scale.FoldInto(net);
    Evaluation result = net.Evaluate(test);
    right.Add(result.Accuracy);
    Console.WriteLine($"seed {seed}: {result.Accuracy:P1} of {test.Count} right after {seconds:F3} seconds of training on {train.Count}");
    if (seed == 0)
    {
        Plot.LossCurve(history).Save("pictures/loss.svg");
        Plot.ConfusionMatrix(result).Save("pictures/confusion.png");
    }
}
Console.WriteLine($"median {right.Order().ElementAt(2):P1}. Saved pictures/loss.svg and pictures/confusion.png.");

[Network("64-64:relu-10:softmax")]
public partial class DigitsNet;
