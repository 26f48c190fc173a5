using NetGen;

// One sample forward and back through three networks with given weights: every value on the way, and the gradient of the loss E by each.
// Parameter order is [out, in] row after row, then the biases, layer after layer.
double[] parameters =
[
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, /* bias */ 0.1, 0.2, 0.3, 0.4, 0.5,
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.1, /* bias */ 0.1, 0.2, 0.3, 0.4,
];
double[] first = [0.1, 0.3, 0.5, 0.1, 0.3, 0.5, 0.1, 0.3, 0.5, 0.6];
double[] binary = [.. first.SelectMany(w => new[] { w, w + 0.1, w + 0.1, w + 0.1, w + 0.1 }), .. first, .. Enumerable.Repeat(0.1, 11)];

Walk("Which of four classes", new Classes(), parameters, [1, 2, 3], [0, 0, 0, 1], (net, x, t) => net.Trace(x, t));
Walk("Four values", new Values(), parameters, [1, 2, 3], [2, 3, 4, 5], (net, x, t) => net.Trace(x, t));
Walk("Yes or no", new YesOrNo(), binary, [1, 2, 3, 4, 5], [1], (net, x, t) => net.Trace(x, t));

static void Walk<TNet>(string title, TNet net, double[] parameters, double[] input, double[] target, Func<TNet, double[], double[], NetworkTrace<double>> trace)
    where TNet : class, INetwork<TNet, double>
{
    net.SetParameters(parameters);
    Console.WriteLine($"=== {title} ===");
    Console.WriteLine(trace(net, input, target));
    Console.WriteLine($"gradient check: {GradientCheck.Run(net, input, target)}");

    const double LearningRate = 0.01;
    double before = net.Train(input, target, LearningRate);
    var updated = new double[TNet.ParameterCount];
    net.GetParameters(updated);
    Console.WriteLine($"one step of gradient descent, learning rate {LearningRate}: E = {before:F6} -> {net.Evaluate(input, target):F6}");
    foreach (TensorInfo tensor in TNet.Info.Tensors)
        Console.WriteLine($"{tensor}: {string.Join(' ', tensor.Of<double>(updated).ToArray().Select(value => $"{value:F6}"))}");
    Console.WriteLine();
}

[Network("3-5:relu-4:softmax", Precision = Precision.Double, Trace = true)]
public partial class Classes;

[Network("3-5:relu-4", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double, Trace = true)]
public partial class Values;

[Network("5-10:relu-1:sigmoid", Precision = Precision.Double, Trace = true)]
public partial class YesOrNo;
