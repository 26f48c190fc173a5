using NetGen;
using NetGen.Data;
using NetGen.Plots;

// Two moons, gradient descent on all points at once, Sigmoid in every layer, and weights that start close to 0. Then every output
// starts close to ½, and the cost at ln 2. With each layer more the way down begins later, as the gradient comes through
// weights that are still small.
Dataset<float> moons = Generate.Moons(count: 200, noise: 0.2, seed: 1);
History one = Train<OneHidden>(), two = Train<TwoHidden>();

Plot.LossCurves("100 epochs", ("one hidden layer", Costs(one)), ("two hidden layers", Costs(two))).Save("pictures/cost.svg");
Console.WriteLine("Saved pictures/cost.svg.");

History Train<TNet>()
    where TNet : class, INetwork<TNet, float>
{
    TNet net = TNet.Create(seed: 1);
    History history = net.Fit(moons, new() { Epochs = 20_000, BatchSize = FitOptions.AllRows, Optimizer = new Sgd(1) });
    Console.WriteLine(net);
    foreach (EpochResult epoch in history.Epochs.Where(epoch => epoch.Epoch % 2_000 == 1 || epoch.Epoch == history.Epochs.Count))
        Console.WriteLine($"epoch {epoch.Epoch,6}: cost {epoch.Loss:F4}, {epoch.Accuracy:P1} right");
    return history;
}

// Every hundredth.
static double[] Costs(History history) => [.. history.Epochs.Where(epoch => epoch.Epoch % 100 == 1).Select(epoch => epoch.Loss)];

[Network("2-5:sigmoid-1:sigmoid", Initializer = Initializer.Normal, InitializerScale = 0.01)]
public partial class OneHidden;

[Network("2-5:sigmoid-5:sigmoid-1:sigmoid", Initializer = Initializer.Normal, InitializerScale = 0.01)]
public partial class TwoHidden;
