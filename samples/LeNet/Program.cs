using System.Diagnostics;
using NetGen;
using NetGen.Data;
using NetGen.Plots;

// The digits of the sample Digits, now as pictures. A kernel sees every place of a picture, so that all pixels are scaled alike.
Dataset<float> pixels = Csv.Read(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit").Dataset;
var digits = Dataset.Of(Array.ConvertAll(pixels.Inputs.ToArray(), pixel => pixel / 16), pixels.Labels.ToArray());
Console.WriteLine(LeNet.Info);
var right = new List<double>();
for (int seed = 0; seed < 5; seed++)
{
    var (train, test) = digits.Split(0.8, seed, stratify: true);
    var net = new LeNet(seed);
    long began = Stopwatch.GetTimestamp();
    net.Fit(train, new() { Epochs = 30, BatchSize = 16, Optimizer = new Adam(0.002), Schedule = new CosineAnnealing(tMax: 30), Seed = seed });
    double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
    Evaluation result = net.Evaluate(test);
    right.Add(result.Accuracy);
    Console.WriteLine($"seed {seed}: {result.Accuracy:P1} of {test.Count} right after {seconds:F1} seconds of training on {train.Count}");
    if (seed > 0)
        continue;

    net.Save("lenet.safetensors");
    var loaded = LeNet.Load("lenet.safetensors");
    Evaluation again = loaded.Evaluate(test);
    Console.WriteLine($"saved and loaded: {again.Accuracy:P1} right, the loss {(again.Loss == result.Loss ? "the same" : "another")}");
    Plot.ConfusionMatrix(again).Save("pictures/confusion.png");
    Plot.Grid(Filters(loaded), columns: 8).Save("pictures/filters.png");
}
Console.WriteLine($"median {right.Order().ElementAt(2):P1}. Saved lenet.safetensors, pictures/filters.png and pictures/confusion.png.");

// The kernels of the first layer, a picture for each of its channels.
static Picture[] Filters(LeNet net)
{
    var parameters = new float[LeNet.ParameterCount];
    net.GetParameters(parameters);
    float[] kernels = LeNet.Info.Layers[0].Tensors[0].Of<float>(parameters).ToArray();
    return [.. kernels.Chunk(3 * 3).Select(kernel => Plot.Heatmap<float>(kernel, columns: 3))];
}

[Network("1x8x8-16c3same:relu-16c3same:relu-mp2-32c3same:relu-mp2-64:relu-10:softmax")]
public partial class LeNet;
