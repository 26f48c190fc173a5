using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using NetGen.Onnx.Comparing;
using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>An import against ONNX Runtime on random inputs.</summary>
internal static class Agreement
{
    private const int Samples = 200;
    private const double Tolerance = 1e-5;

    /// <summary>Asserts that every output is that of ONNX Runtime, relative to the largest of all.</summary>
    /// <param name="path">The model; a value between its nodes is made an output.</param>
    /// <param name="output">The value; null for the one that the importer chooses.</param>
    /// <param name="magnitude">The standard deviation of the inputs.</param>
    public static ImportedNetwork Check(string path, string? output = null, double magnitude = 1)
    {
        var network = OnnxImporter.Import(path, output, name: "Imported");
        using var session = Session(path, output);
        Check(network, session, output ?? session.OutputMetadata.Keys.First(), magnitude, CompiledNetwork.Forward);
        return network;
    }

    /// <summary>The same for a model of a few layers, whose network is computed by plain loops instead of being compiled.</summary>
    public static ImportedNetwork Check(ModelProto model, string? output = null, double magnitude = 1)
    {
        var network = OnnxImporter.Import(model.Read(), output, name: "Imported");
        using var session = new InferenceSession(model.ToByteArray());
        Check(network, session, output ?? session.OutputMetadata.Keys.First(), magnitude, PlainNetwork.Forward);
        return network;
    }

    /// <summary>The same for a network that is there already.</summary>
    public static void Check(ImportedNetwork network, ModelProto model, Func<ImportedNetwork, double[], double[]> forward)
    {
        using var session = new InferenceSession(model.ToByteArray());
        Check(network, session, session.OutputMetadata.Keys.First(), magnitude: 1, forward);
    }

    /// <summary>What ONNX Runtime makes of a sequence, step by step, of a model whose states go in and out.</summary>
    public static double[] RunStream(ModelProto model, double[] inputs, (string In, string Out)[] states, string x = "x", string y = "y")
    {
        using var session = new InferenceSession(model.ToByteArray());
        int[] shape = [1, .. session.InputMetadata[x].Dimensions[1..]];
        Dictionary<string, Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>> values = states.ToDictionary(
            state => state.In, state => new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>([.. session.InputMetadata[state.In].Dimensions.Select(size => Math.Max(size, 1))]));
        var outputs = new List<double>();
        foreach (double[] step in inputs.Chunk(shape[1]))
        {
            values[x] = new(Array.ConvertAll(step, value => (float)value), shape);
            using var results = session.Run([.. values.Select(value => NamedOnnxValue.CreateFromTensor(value.Key, value.Value))], [y, .. states.Select(state => state.Out)]);
            outputs.AddRange(results[0].AsTensor<float>().Select(value => (double)value));
            for (int state = 0; state < states.Length; state++)
                values[states[state].In] = results[state + 1].AsTensor<float>().ToDenseTensor();
        }
        return [.. outputs];
    }

    /// <summary>Standard normal numbers that float has.</summary>
    public static double[] Draw(Random random, int count, double magnitude = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(magnitude * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];

    /// <summary>What ONNX Runtime makes of one sample: all inputs one after the other.</summary>
    public static double[] Run(InferenceSession session, string output, double[] sample)
    {
        var inputs = new List<NamedOnnxValue>();
        int start = 0;
        foreach (var (name, metadata) in session.InputMetadata)
        {
            int[] shape = [.. metadata.Dimensions.Select(size => size < 1 ? 1 : size)];
            int count = shape.Aggregate(1, (product, size) => product * size);
            double[] values = sample[Math.Min(start, sample.Length)..Math.Min(start + count, sample.Length)];
            Array.Resize(ref values, count);
            inputs.Add(metadata.ElementType == typeof(double)
                ? NamedOnnxValue.CreateFromTensor(name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<double>(values, shape))
                : NamedOnnxValue.CreateFromTensor(name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(Array.ConvertAll(values, value => (float)value), shape)));
            start += count;
        }
        using var results = session.Run(inputs, [output]);
        return session.OutputMetadata[output].ElementType == typeof(double) ? [.. results[0].AsTensor<double>()] : [.. results[0].AsTensor<float>().Select(value => (double)value)];
    }

    private static void Check(ImportedNetwork network, InferenceSession session, string output, double magnitude, Func<ImportedNetwork, double[], double[]> forward)
    {
        var random = new Random(7);
        int width = network.Layers!.Inputs.Sum(input => input.Size);
        double[][] samples = [.. Enumerable.Range(0, Samples).Select(_ => Draw(random, width, magnitude))];
        double[] actual = forward(network, [.. samples.SelectMany(sample => network.InputOrder is { } order ? order.Select(place => sample[place]) : sample)]);
        double[] expected = [.. samples.SelectMany(sample => Run(session, output, sample))];
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Tolerance * largest,
                $"{network.Architecture}, value {i} of {expected.Length}: ONNX Runtime {expected[i]:R}, NetGen {actual[i]:R}; the largest is {largest:R}");
        }
        CheckNodes(network, samples, expected, largest);
    }

    /// <summary>What an import is held against where there is no ONNX Runtime computes the same.</summary>
    private static void CheckNodes(ImportedNetwork network, double[][] samples, double[] expected, double largest)
    {
        const int Few = 3;
        var nodes = new NodeByNode(network.Origin!);
        double[] actual = [.. samples.Take(Few).SelectMany(sample => nodes.Run(network.InputOrder is { } order ? [.. order.Select(place => sample[place])] : sample))];
        Assert.Equal(expected.Length / samples.Length * Few, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * largest));
    }

    private static InferenceSession Session(string path, string? output)
    {
        if (output is null)
            return new InferenceSession(path);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        if (model.Graph.Output.All(value => value.Name != output))
            model.Graph.Output.Add(Proto.Value(output, null));
        return new InferenceSession(model.ToByteArray());
    }
}
