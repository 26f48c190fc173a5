using NetGen;
using NetGen.Plots;

// y = 3 x0 + 2 x1 from 1,000 random samples, each seen once. How far the loss falls, the median of ten seeds, depends on the
// activation, on the size of the inputs, and on a learning rate that suits it.
Report<ReluNet>("ReLU,    inputs ±5, rate 0.005", range: 5, rate: 0.005f);
Report<SigmoidNet>("Sigmoid, inputs ±5, rate 0.01 ", range: 5, rate: 0.01f);
Report<ReluNet>("ReLU,    inputs ±1, rate 0.07 ", range: 1, rate: 0.07f);
Report<SigmoidNet>("Sigmoid, inputs ±1, rate 0.07 ", range: 1, rate: 0.07f);
Report<ReluNet>("ReLU,    inputs ±5, rate 0.07 ", range: 5, rate: 0.07f);

Plot.LossCurves("20 samples", ("ReLU", Train<ReluNet>(1, 0.07f, seed: 1)), ("Sigmoid", Train<SigmoidNet>(1, 0.07f, seed: 1))).Save("pictures/loss.svg");
Console.WriteLine("Saved pictures/loss.svg.");

static void Report<TNet>(string setting, float range, float rate)
    where TNet : class, INetwork<TNet, float>
{
    double[] falls = [.. Enumerable.Range(0, 10).Select(seed => Train<TNet>(range, rate, seed)).Select(losses => losses[0] / losses[^1]).Order()];
    double median = (falls[4] + falls[5]) / 2;
    Console.WriteLine(median > 1 ? $"{setting}: the loss falls {median:F0} times" : $"{setting}: diverges, the rate is too high for such inputs");
}

// The loss on 200 other points, before the training and after each 20 steps of it.
static double[] Train<TNet>(float range, float rate, int seed)
    where TNet : class, INetwork<TNet, float>
{
    var random = new Random(seed);
    TNet net = TNet.Create(seed);
    float[] others = [.. Enumerable.Range(0, 400).Select(_ => Draw())];
    float[] targets = [.. others.Chunk(2).Select(pair => Value(pair[0], pair[1]))];
    var losses = new List<double> { net.Evaluate(others, targets) };
    for (int step = 1; step <= 1000; step++)
    {
        float[] input = [Draw(), Draw()];
        net.Train(input, [Value(input[0], input[1])], rate);
        if (step % 20 == 0)
            losses.Add(net.Evaluate(others, targets));
    }
    return [.. losses];

    float Draw() => range * (2 * random.NextSingle() - 1);
    static float Value(float x0, float x1) => 3 * x0 + 2 * x1;
}

[Network("2-10:relu-1", Loss = Loss.HalfMeanSquaredError)]
public partial class ReluNet;

[Network("2-10:sigmoid-1", Loss = Loss.HalfMeanSquaredError)]
public partial class SigmoidNet;
