using NetGen.Onnx.Networks;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>An imported network by plain loops in double, for models of a few layers. It reads what the files say: options and tensors.</summary>
internal static class PlainNetwork
{
    public static double[] Forward(ImportedNetwork network, double[] inputs) =>
        [.. inputs.Chunk(network.Layers!.Inputs.Sum(input => input.Size)).SelectMany(sample => Forward(network.Layers!, sample))];

    private static IEnumerable<double> Forward(Network network, double[] sample)
    {
        Dictionary<NetworkLayer, double[]> values = [];
        int start = 0;
        foreach (NetworkLayer input in network.Inputs)
        {
            values[input] = sample[start..(start + input.Size)];
            start += input.Size;
        }
        foreach (NetworkLayer layer in network.Layers)
            values[layer] = Activate(layer.Activation, Compute(layer, [.. layer.Sources.Select(source => values[source])]));
        return network.Outputs.SelectMany(output => values[output]);
    }

    private static double[] Compute(NetworkLayer layer, double[][] x)
    {
        NetworkLayer source = layer.Sources[0];
        double[][] tensors = [.. layer.Tensors.Select(tensor => tensor.Values)];
        return layer.Kind switch
        {
            "dense" => [.. Enumerable.Range(0, layer.Size).Select(o => tensors[1][o] + Dot(tensors[0], o * source.Size, x[0]))],
            "conv" => Convolution(layer, x[0]),
            "maxPooling" => Pooling(layer, x[0], window => window.Max()),
            "averagePooling" => Pooling(layer, x[0], window => window.Average()),
            "globalAveragePooling" => [.. x[0].Chunk(source.Pixels).Select(channel => channel.Average())],
            "layerNorm" => LayerNorm(x[0], tensors),
            "rnn" or "gru" or "lstm" => Recurrent(layer, x[0]),
            "add" => [.. x[0].Select((_, i) => x.Sum(term => term[i]))],
            "multiply" => [.. x[0].Select((_, i) => x.Aggregate(1.0, (product, factor) => product * factor[i]))],
            "activation" => x[0],
            "scale" => [.. x[0].Select((value, i) => (Number(layer, "factor", (long)(i / source.Pixels)) * value) + Number(layer, "offset", (long)(i / source.Pixels)))],
            "concat" => [.. x.SelectMany(part => part)],
            "slice" => x[0][(Number(layer, "start", 0) * source.Pixels)..((Number(layer, "start", 0) + Number(layer, "count", 0)) * source.Pixels)],
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Kind, "No such kind."),
        };
    }

    private static double Dot(double[] weights, int start, double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += weights[start + i] * x[i];
        return sum;
    }

    private static object? Option(NetworkLayer layer, string key) => layer.Options.FirstOrDefault(option => option.Key == key).Value;

    private static int Number(NetworkLayer layer, string key, int otherwise) => Option(layer, key) is int number ? number : otherwise;

    private static double Number(NetworkLayer layer, string key, long channel) => Option(layer, key) is double[] and [var number] ? number : ((double[])Option(layer, key)!)[channel];

    /// <summary>Height and width; a signal has one line.</summary>
    private static (int Lines, int Places) Sizes(NetworkLayer layer) => layer.Shape is [_, var lines, var places] ? (lines, places) : (1, layer.Shape[1]);

    private static (int Lines, int Places) Window(NetworkLayer layer, string key) => Option(layer, key) switch
    {
        int[] sizes => (sizes[0], sizes[1]),
        var size => (layer.Shape.Length == 2 ? 1 : (int)size!, (int)size!),
    };

    private static double[] Convolution(NetworkLayer layer, double[] x)
    {
        var (height, width) = Sizes(layer.Sources[0]);
        var (lines, places) = Sizes(layer);
        var (tall, wide) = Window(layer, "kernel");
        int stride = Number(layer, "stride", 1), dilation = Number(layer, "dilation", 1), groups = Number(layer, "groups", 1), padding = Number(layer, "padding", 0);
        bool isSame = Option(layer, "padding") is "same", isCausal = Option(layer, "padding") is "causal";
        int channels = layer.Shape[0], from = layer.Sources[0].Shape[0] / groups;
        double[] y = new double[layer.Size], weights = layer.Tensors[0].Values;
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i / (lines * places), line = i / places % lines, place = i % places, group = channel / (channels / groups);
            y[i] = layer.Tensors[1].Values[channel];
            for (int tap = 0; tap < from * tall * wide; tap++)
            {
                int input = (group * from) + (tap / (tall * wide));
                int row = At(line, tap / wide % tall, tall, layer.Shape.Length > 2), column = At(place, tap % wide, wide, true);
                if (row >= 0 && row < height && column >= 0 && column < width)
                    y[i] += weights[(channel * from * tall * wide) + tap] * x[(((input * height) + row) * width) + column];
            }
        }
        return y;

        int At(int window, int tap, int size, bool isAxis) =>
            (window * stride) + (tap * dilation) - (!isAxis ? 0 : isSame ? dilation * (size - 1) / 2 : isCausal ? dilation * (size - 1) : padding);
    }

    private static double[] Pooling(NetworkLayer layer, double[] x, Func<IEnumerable<double>, double> combine)
    {
        var (height, width) = Sizes(layer.Sources[0]);
        var (lines, places) = Sizes(layer);
        var (tall, wide) = Window(layer, "size");
        int down = Number(layer, "stride", tall), along = Number(layer, "stride", wide);
        return [.. Enumerable.Range(0, layer.Size).Select(i => combine(
            from row in Enumerable.Range(i / places % lines * down, tall)
            from column in Enumerable.Range(i % places * along, wide)
            select x[(((i / (lines * places) * height) + row) * width) + column]))];
    }

    private static double[] LayerNorm(double[] x, double[][] tensors)
    {
        double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
        return [.. x.Select((value, i) => (tensors[0][i] * (value - mean) / Math.Sqrt(variance + 1e-5)) + tensors[1][i])];
    }

    /// <summary>PyTorch's cells: gates i, f, g, o of an LSTM and r, z, n of a GRU.</summary>
    private static double[] Recurrent(NetworkLayer layer, double[] x)
    {
        int units = Number(layer, "units", 0), features = layer.Tensors[0].Shape[1];
        double[] h = new double[units], c = new double[units];
        var all = new List<double>();
        foreach (double[] step in x.Chunk(features))
        {
            double[] before = h;
            h = [.. Enumerable.Range(0, units).Select(unit => layer.Kind switch
            {
                "rnn" => Math.Tanh(W(0, unit) + U(0, unit)),
                "gru" => Mixed(Sigmoid(W(1, unit) + U(1, unit)), Math.Tanh(W(2, unit) + (Sigmoid(W(0, unit) + U(0, unit)) * U(2, unit))), before[unit]),
                _ => Sigmoid(W(3, unit) + U(3, unit)) * Math.Tanh(c[unit] = (Sigmoid(W(1, unit) + U(1, unit)) * c[unit]) + (Sigmoid(W(0, unit) + U(0, unit)) * Math.Tanh(W(2, unit) + U(2, unit)))),
            })];
            all.AddRange(h);

            double W(int gate, int unit) => layer.Tensors[2].Values[(gate * units) + unit] + Dot(layer.Tensors[0].Values, ((gate * units) + unit) * features, step);
            double U(int gate, int unit) => layer.Tensors[3].Values[(gate * units) + unit] + Dot(layer.Tensors[1].Values, ((gate * units) + unit) * units, before);
        }
        return layer.Shape.Length == 2 ? [.. all] : h;

        static double Mixed(double z, double n, double h) => ((1 - z) * n) + (z * h);
    }

    private static double[] Activate(string activation, double[] u)
    {
        double sum = u.Sum(Math.Exp);
        return activation switch
        {
            "softmax" => Array.ConvertAll(u, value => Math.Exp(value) / sum),
            "logSoftmax" => Array.ConvertAll(u, value => value - Math.Log(sum)),
            _ => Array.ConvertAll(u, value => Activate(activation, value)),
        };
    }

    private static double Activate(string name, double u) => name switch
    {
        "identity" => u,
        "sigmoid" => Sigmoid(u),
        "tanh" => Math.Tanh(u),
        "relu" => Math.Max(u, 0),
        "leakyRelu" => u > 0 ? u : 0.01 * u,
        "elu" => u > 0 ? u : Math.Exp(u) - 1,
        "selu" => 1.0507009873554805 * (u > 0 ? u : 1.6732632423543772 * (Math.Exp(u) - 1)),
        "softplus" => Math.Log(1 + Math.Exp(u)),
        "softsign" => u / (1 + Math.Abs(u)),
        "gelu" => u * NormalDistribution(u),
        "silu" => u * Sigmoid(u),
        "mish" => u * Math.Tanh(Math.Log(1 + Math.Exp(u))),
        "hardSigmoid" => Math.Clamp((u / 6) + 0.5, 0, 1),
        "hardTanh" => Math.Clamp(u, -1, 1),
        "hardSwish" => u * Math.Clamp((u / 6) + 0.5, 0, 1),
        "relu6" => Math.Clamp(u, 0, 6),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such activation."),
    };

    private static double Sigmoid(double u) => 1 / (1 + Math.Exp(-u));

    /// <summary>Φ by its series, ½ + φ(u) (u + u³/3 + u⁵/15 + …); all terms have one sign.</summary>
    private static double NormalDistribution(double u)
    {
        double sum = u, term = u;
        for (int k = 3; k < 400; k += 2)
            sum += term *= u * u / k;
        return 0.5 + (sum * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI));
    }
}
