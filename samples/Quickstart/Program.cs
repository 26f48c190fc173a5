using NetGen;

// Exclusive or: the class is 1 where exactly one of the two inputs is.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
int[] labels = [0, 1, 1, 0];

var net = new XorNet(seed: 1);
for (int step = 0; step <= 1000; step++)
{
    float loss = net.TrainBatch(inputs, labels, learningRate: 0.5f);
    if (step % 200 == 0)
        Console.WriteLine($"step {step,4}: loss {loss:F4}");
}

for (int x = 0; x <= 1; x++)
    for (int y = 0; y <= 1; y++)
        Console.WriteLine($"{x} xor {y} = {net.Predict([x, y])}");

[Network("2-3:tanh-2:softmax")]
public partial class XorNet;
