using NetGen;
using NetGen.Data;
using NetGen.Plots;

// Five clouds of points, one network, and the rules by which the tutorials move its weights: how many steps each takes to a loss
// of 0.1, the median of ten seeds.
const int Points = 1000;
Rule[] rules =
[
    new("full batch", new Sgd(0.5), Points, Epochs: 1000),
    new("mini-batch", new Sgd(0.2), BatchSize: 100, Epochs: 200),
    new("stochastic", new Sgd(0.05), BatchSize: 1, Epochs: 60),
    new("online", new Sgd(0.05), BatchSize: 1, Epochs: 60),
    new("momentum", new Sgd(0.05, momentum: 0.9), BatchSize: 100, Epochs: 200),
    new("AdaGrad", new AdaGrad(0.3), BatchSize: 100, Epochs: 200),
    new("Adam", new Adam(0.03), BatchSize: 100, Epochs: 200),
];

foreach (Rule rule in rules)
{
    int[] steps = [.. Enumerable.Range(0, 10).Select(seed => StepsTo(0.1, rule, Losses(rule, seed))).Order()];
    double median = (steps[4] + steps[5]) / 2.0;
    Console.WriteLine($"{rule.Name,-10} rate {rule.Optimizer.LearningRate,4}: {median,6:N0} steps, {median * rule.BatchSize,8:N0} points");
}

// For the eye: how far each is after so many passes over the points.
Plot.LossCurves("pass over the points", [.. rules.Select(rule => (rule.Name, (IReadOnlyList<double>)Losses(rule, seed: 1)[..60]))]).Save("pictures/optimizers.svg");
Console.WriteLine("Saved pictures/optimizers.svg.");

// The loss of each pass over the points. Online there is no second pass: every point is new, and seen once.
static double[] Losses(Rule rule, int seed)
{
    var net = new BlobsNet(seed);
    var options = new FitOptions<float> { Epochs = rule.Epochs, BatchSize = rule.BatchSize, Optimizer = rule.Optimizer, Seed = seed };
    if (rule.Name != "online")
        return [.. net.Fit(Generate.Blobs(Points, noise: 1, seed), options).Epochs.Select(epoch => epoch.Loss)];

    Dataset<float> stream = Generate.Blobs(Points * rule.Epochs, noise: 1, seed);
    return [.. Enumerable.Range(0, stream.Count).Chunk(Points).Select(part => net.Fit(stream.Subset(part), options with { Epochs = 1, Shuffle = false }).Epochs[0].Loss)];
}

static int StepsTo(double goal, Rule rule, double[] losses)
{
    int pass = Array.FindIndex(losses, loss => loss <= goal);
    return pass < 0 ? int.MaxValue : (pass + 1) * (Points / rule.BatchSize);
}

internal sealed record Rule(string Name, Optimizer Optimizer, int BatchSize, int Epochs);

[Network("2-20:sigmoid-5:softmax", Initializer = Initializer.Uniform, InitialBias = 1)]
public partial class BlobsNet;
