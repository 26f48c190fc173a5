using NetGen;
using NetGen.Data;
using NetGen.Plots;

// Two half circles that no straight line tells apart, one network after the other: gradient descent on all points at once, for
// the squared error. The network of three hidden units is declared in moons.netgen.json.
const int Passes = 20_000;
Dataset<float> moons = Generate.Moons(count: 200, noise: 0.2, seed: 1);
var net = new MoonsNet(seed: 1);
History history = Train(net, moons, seed: 1);
foreach (EpochResult pass in history.Epochs.Where(pass => pass.Epoch == 1 || pass.Epoch % 1000 == 0))
    Console.WriteLine($"pass {pass.Epoch,5}: loss {pass.Loss:F4}");
int[] right = [.. Enumerable.Range(0, 10).Select(seed => (int)(200 * Train(new MoonsNet(seed), Generate.Moons(200, 0.2, seed), seed).Epochs[^1].Accuracy!)).Order()];
Console.WriteLine($"right of 200, ten seeds: {string.Join(' ', right)}; median {(right[4] + right[5]) / 2.0}");

// Side by side: one unit is one line, three make the bend, and more do not help.
Picture[] panels = [Panel<Hidden1>(1), Panel<Hidden2>(2), Panel<MoonsNet>(3), Panel<Hidden4>(4), Panel<Hidden5>(5), Panel<Hidden20>(20), Panel<Hidden50>(50)];
Plot.Grid(panels, columns: 4).Save("pictures/sizes.png");

// Fifty units learn forty noisy points by heart, and are wrong about others; a price on large weights keeps them from it.
Dataset<float> few = Generate.Moons(count: 40, noise: 0.4, seed: 1), others = Generate.Moons(count: 2000, noise: 0.4, seed: 2);
Plot.Grid([Regularized(l2: 0), Regularized(l2: 0.003)], columns: 2).Save("pictures/l2.png");
Console.WriteLine("Saved pictures/sizes.png and pictures/l2.png.");

static History Train<TNet>(INetwork<TNet, float> net, Dataset<float> data, int seed, double rate = 1)
    where TNet : class, INetwork<TNet, float> =>
    net.Fit(data, new() { Epochs = Passes, BatchSize = FitOptions.AllRows, Optimizer = new Sgd(rate), Seed = seed });

// The more units a sum has, the smaller the steps that it bears.
Picture Panel<TNet>(int hidden)
    where TNet : class, INetwork<TNet, float>, IPredictor<TNet, float>
{
    TNet net = TNet.Create(1);
    History history = Train(net, moons, seed: 1, rate: Math.Min(1, 5.0 / hidden));
    Console.WriteLine($"{hidden,2} hidden: loss {history.Epochs[^1].Loss:F4}, {history.Epochs[^1].Accuracy:P1} right");
    return Plot.DecisionRegions(net, moons.Inputs.Span, moons.Labels.Span);
}

Picture Regularized(double l2)
{
    var net = new Hidden50(seed: 1);
    EpochResult last = net.Fit(few, new() { Epochs = 10_000, BatchSize = FitOptions.AllRows, Optimizer = new Adam(0.01), L2 = l2, Validation = others }).Epochs[^1];
    Console.WriteLine($"L2 {l2,5}: {last.Accuracy:P1} of 40 right, {last.ValidationAccuracy:P1} of 2,000 others");
    return Plot.DecisionRegions(net, few.Inputs.Span, few.Labels.Span);
}

/// <summary>The network that moons.netgen.json declares.</summary>
public sealed partial class MoonsNet;

[Network("2-1:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden1;
[Network("2-2:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden2;
[Network("2-4:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden4;
[Network("2-5:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden5;
[Network("2-20:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden20;
[Network("2-50:sigmoid-2", Initializer = Initializer.LeCunNormal)] public partial class Hidden50;
