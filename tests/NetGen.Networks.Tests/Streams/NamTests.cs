using System.Text.Json;
using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Streams;

/// <summary>A WaveNet of Neural Amp Modeler, written as layers of a stream: dilated convolutions with a mix of the input, residual sums, and a head over the sum of all that they give.</summary>
public sealed class NamTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WaveNet_GivesWhatTheModelersOwnGives(bool isDouble)
    {
        using JsonDocument file = JsonDocument.Parse(Text("reference.nam"));
        var wavenet = new WaveNet(file.RootElement);
        var declaration = new Declaration("") { Json = $$"""{ "precision": "{{(isDouble ? "double" : "single")}}", "input": 1, "layers": [ {{string.Join(", ", wavenet.Layers)}} ] }""" };
        StreamSubject subject = StreamSubject.Of(InProcessCompiler.Classes([declaration])[0], declaration.ToModel());
        subject.Parameters = [.. wavenet.Parameters];
        double[] inputs = Numbers("input.json"), expected = Numbers("expected_output.json");

        double[] actual = subject.Run(subject.NewState(), inputs);

        // Before it has seen as many steps as it looks back, the modeler's own has a past that is not zero.
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(Enumerable.Range(wavenet.Reach, expected.Length - wavenet.Reach), step => Assert.Equal(expected[step], actual[step], Tolerance));
        Assert.True(expected.Max(Math.Abs) > 100 * Tolerance);
    }

    private static double[] Numbers(string name) => JsonSerializer.Deserialize<double[]>(Text(name))!;

    private static string Text(string file)
    {
        using Stream stream = typeof(NamTests).Assembly.GetManifestResourceStream("nam." + file) ?? throw new FileNotFoundException(file);
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>A file's configuration as layers, and its numbers in their order: what has no bias there has one of zero, and what nothing takes is left out.</summary>
    private sealed class WaveNet
    {
        private readonly Queue<double> _weights;

        public WaveNet(JsonElement file)
        {
            _weights = new(file.GetProperty("weights").EnumerateArray().Select(number => number.GetDouble()));
            double scale = _weights.Last();
            JsonElement[] arrays = [.. file.GetProperty("config").GetProperty("layers").EnumerateArray()];
            string from = "input";
            string? head = null;
            for (int number = 0; number < arrays.Length; number++)
                (from, head) = Add(arrays[number], $"{number}", from, head, number == arrays.Length - 1, scale);
            Assert.Equal([scale], _weights);
        }

        public List<string> Layers { get; } = [];

        public List<double> Parameters { get; } = [];

        /// <summary>Steps that an output depends on beside its own.</summary>
        public int Reach { get; private set; }

        private (string Output, string Head) Add(JsonElement array, string name, string from, string? head, bool isLast, double scale)
        {
            int channels = Number(array, "channels"), inputs = Number(array, "input_size"), kernel = Number(array, "kernel_size"), heads = Number(array, "head_size");
            int[] dilations = [.. array.GetProperty("dilations").EnumerateArray().Select(dilation => dilation.GetInt32())];
            Convolution("in" + name, from, channels, channels * inputs, 0);
            string output = "in" + name;
            List<string> given = head is null ? [] : [head];
            for (int l = 0; l < dilations.Length; l++)
            {
                string layer = $"{name}_{l}";
                Reach += (kernel - 1) * dilations[l];
                Convolution("seen" + layer, output, channels, channels * channels * kernel, channels, kernel, dilations[l]);
                Convolution("mixed" + layer, "input", channels, channels, 0);
                Layers.Add($$"""{ "add": "seen{{layer}}", "activation": "tanh", "name": "given{{layer}}" }""");
                given.Add("given" + layer);
                if (isLast && l == dilations.Length - 1)
                {
                    Take((channels + 1) * channels);
                    break;
                }

                Convolution("turned" + layer, "given" + layer, channels, channels * channels, channels);
                Layers.Add($$"""{ "add": "{{output}}", "name": "out{{layer}}" }""");
                output = "out" + layer;
            }

            Layers.Add($$"""{ "add": [{{string.Join(", ", given.Skip(1).Select(other => $"\"{other}\""))}}], "from": "{{given[0]}}", "name": "sum{{name}}" }""");
            Convolution("head" + name, "sum" + name, heads, heads * channels, array.GetProperty("head_bias").GetBoolean() ? heads : 0, factor: isLast ? scale : 1);
            return (output, "head" + name);
        }

        private void Convolution(string name, string from, int channels, int weights, int biases, int kernel = 1, int dilation = 1, double factor = 1)
        {
            Layers.Add($$"""{ "kind": "conv", "channels": {{channels}}, "kernel": {{kernel}}, "dilation": {{dilation}}, "padding": "causal", "activation": "identity", "from": "{{from}}", "name": "{{name}}" }""");
            Parameters.AddRange(Take(weights + biases).Select(weight => weight * factor));
            Parameters.AddRange(new double[channels - biases]);
        }

        private double[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _weights.Dequeue())];

        private static int Number(JsonElement array, string name) => array.GetProperty(name).GetInt32();
    }
}
