using NetGen;
using NetGen.Data;

const string Usage = """
    (nothing)  train on 50 flowers, test on the other 100, save iris.safetensors into the project
    predict    tell the species of those 100 with the weights that the last build embedded
    seeds      train with ten seeds, which also choose the 50 flowers, and print the median
    """;

Dataset<float> flowers = Csv.Read("iris.csv", label: "variety", classes: IrisNet.Classes.ToArray()).Dataset;
switch (args)
{
    case []:
        var (net, test) = Train(seed: 1);
        Console.WriteLine($"before training: {Right(new IrisNet(seed: 1), test)} of {test.Count} right");
        Console.WriteLine($"after training:  {Right(net, test)} of {test.Count} right");
        Console.WriteLine(net.Evaluate(test));
        net.Save("iris.safetensors");
        Console.WriteLine("Saved iris.safetensors; the next build embeds it.");
        break;

    case ["predict"]:
        Dataset<float> others = flowers.Split(1 / 3.0, seed: 1, stratify: true).Test;
        for (int flower = 0; flower < others.Count; flower += 20)
        {
            ReadOnlySpan<float> lengths = others.Inputs.Span.Slice(flower * IrisNet.InputSize, IrisNet.InputSize);
            Console.WriteLine($"{string.Join(", ", lengths.ToArray())} cm: {IrisNet.Pretrained.PredictClass(lengths)}; it is {IrisNet.Classes[others.Labels.Span[flower]]}");
        }
        Console.WriteLine($"{Right(IrisNet.Pretrained, others)} of {others.Count} right, without training");
        break;

    case ["seeds"]:
        int[] right = [.. Enumerable.Range(0, 10).Select(Train).Select(run => Right(run.Net, run.Test)).Order()];
        Console.WriteLine($"right of 100, ten seeds: {string.Join(' ', right)}; median {(right[4] + right[5]) / 2.0}");
        break;

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
return 0;

(IrisNet Net, Dataset<float> Test) Train(int seed)
{
    var (train, test) = flowers.Split(1 / 3.0, seed, stratify: true);
    var net = new IrisNet(seed);
    net.Fit(train, new() { Epochs = 1000, BatchSize = FitOptions.AllRows, Optimizer = new Sgd(0.1) });
    return (net, test);
}

static int Right(IrisNet net, Dataset<float> test) => (int)Math.Round(net.Evaluate(test).Accuracy * test.Count);

/// <summary>Four lengths of an iris in, three species out.</summary>
[Network("4-6:relu-3:softmax", Initializer = Initializer.HeNormal, Classes = ["Setosa", "Versicolor", "Virginica"], Weights = "iris.safetensors")]
public partial class IrisNet;
