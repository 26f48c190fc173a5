using NetGen;

// Exclusive or: the class is 1 where exactly one of the two inputs is.
var data = Dataset.Of([0f, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
var net = new XorNet(seed: 1);
History history = net.Fit(data, new() { Epochs = 1000, BatchSize = FitOptions.AllRows, Optimizer = new Sgd(0.5) });
foreach (EpochResult epoch in history.Epochs.Where(epoch => epoch.Epoch % 200 == 0))
    Console.WriteLine($"epoch {epoch.Epoch,4}: loss {epoch.Loss:F4}");

for (int x = 0; x <= 1; x++)
    for (int y = 0; y <= 1; y++)
        Console.WriteLine($"{x} xor {y} = {net.Predict([x, y])}");

[Network("2-3:tanh-2:softmax")]
public partial class XorNet;
