const int Seed = 1, Epochs = 1000;
const string Usage = """
    (nothing)  train on 50 flowers, test on the other 100, save iris.safetensors into the project
    predict    tell the species of those 100 with the weights that the last build embedded
    seeds      train with ten seeds, which also choose the 50 flowers, and print the median
    """;

switch (args)
{
    case []:
        Train(Seed, Console.Out).Save("iris.safetensors");
        Console.WriteLine("Saved iris.safetensors; the next build embeds it.");
        break;

    case ["predict"]:
        IrisData data = IrisData.Split(Seed);
        for (int flower = 0; flower < data.TestLabels.Length; flower += 20)
        {
            ReadOnlySpan<float> lengths = data.TestInputs.AsSpan(flower * IrisNet.InputSize, IrisNet.InputSize);
            int species = IrisNet.Pretrained.Predict(lengths);
            Console.WriteLine($"{string.Join(", ", lengths.ToArray())} cm: {IrisData.Species[species]}; it is {IrisData.Species[data.TestLabels[flower]]}");
        }
        Console.WriteLine($"{Correct(IrisNet.Pretrained, data)} of {data.TestLabels.Length} right, without training");
        break;

    case ["seeds"]:
        int[] correct = [.. Enumerable.Range(0, 10).Select(seed => Correct(Train(seed, TextWriter.Null), IrisData.Split(seed))).Order()];
        Console.WriteLine($"right of 100, ten seeds: {string.Join(' ', correct)}; median {(correct[4] + correct[5]) / 2.0}");
        break;

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
return 0;

static IrisNet Train(int seed, TextWriter report)
{
    var data = IrisData.Split(seed);
    var net = new IrisNet(seed);
    report.WriteLine($"before training: {Correct(net, data)} of {data.TestLabels.Length} right");
    float loss = 0;
    for (int epoch = 0; epoch < Epochs; epoch++)
        loss = net.TrainBatch(data.TrainInputs, data.TrainLabels, learningRate: 0.1f);
    report.WriteLine($"after training:  {Correct(net, data)} of {data.TestLabels.Length} right, training loss {loss:F4}");
    return net;
}

static int Correct(IrisNet net, IrisData data)
{
    var predicted = new int[data.TestLabels.Length];
    net.PredictBatch(data.TestInputs, predicted);
    return predicted.Zip(data.TestLabels).Count(pair => pair.First == pair.Second);
}
