const int Passes = 20_000;

switch (args)
{
    case []:
        MoonsData data = MoonsData.Draw(seed: 1);
        MoonsNet net = Train(data, seed: 1, Console.Out);
        Draw(net, data);
        Console.WriteLine($"{net.Correct(data)} of {data.Labels.Length} right");
        return 0;

    case ["seeds"]:
        int[] correct = [.. Enumerable.Range(0, 10).Select(seed => MoonsData.Draw(seed)).Select((data, seed) => Train(data, seed, TextWriter.Null).Correct(data)).Order()];
        Console.WriteLine($"right of 200, ten seeds: {string.Join(' ', correct)}; median {(correct[4] + correct[5]) / 2.0}");
        return 0;

    default:
        Console.Error.WriteLine("(nothing)  train on 200 points, and draw which of the plane is whose\nseeds      train with ten seeds and print the median");
        return 2;
}

static MoonsNet Train(MoonsData data, int seed, TextWriter report)
{
    var net = new MoonsNet(seed);
    for (int pass = 0; pass <= Passes; pass++)
    {
        float loss = net.TrainBatch(data.Inputs, data.Targets, learningRate: 1);
        if (pass % 1000 == 0)
            report.WriteLine($"pass {pass,5}: loss {loss:F4}");
    }
    return net;
}

// The plane from (-1.5, 1.75) to (2.5, -1.25): ' ' and '.' for the class that the network tells, 'o' and 'x' for the points.
static void Draw(MoonsNet net, MoonsData data)
{
    const int Columns = 80, Rows = 30;
    var plane = new char[Rows, Columns];
    for (int row = 0; row < Rows; row++)
        for (int column = 0; column < Columns; column++)
            plane[row, column] = " ."[net.Predict([-1.5f + column / 20f, 1.75f - row / 10f])];
    for (int point = 0; point < data.Labels.Length; point++)
    {
        float column = (data.Inputs[2 * point] + 1.5f) * 20, row = (1.75f - data.Inputs[2 * point + 1]) * 10;
        plane[Math.Clamp((int)row, 0, Rows - 1), Math.Clamp((int)column, 0, Columns - 1)] = "ox"[data.Labels[point]];
    }
    for (int row = 0; row < Rows; row++)
        Console.WriteLine(string.Concat(Enumerable.Range(0, Columns).Select(column => plane[row, column])));
}
