using System.Globalization;
using System.Text.Json;
using NetGen.Networks.Tests.Architectures;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Streams;

/// <summary>What PyTorch and Keras computed, by the models and vectors of RTNeural: streams step by step, and windows whose last step is asked for.</summary>
public sealed class RTNeuralTests
{
    private const double Tolerance = 1e-5;

    private const string Gru = "1-8gru-8gru-8gru-8gru-1";

    private const string Lstm = "1-8lstm-8lstm-8lstm-8lstm-1";

    [Theory]
    [InlineData("gru_torch", Gru)]
    [InlineData("lstm_torch", Lstm)]
    [InlineData("gru", "1-8:tanh-8gru-8:sigmoid-1")]
    public void Stream_GivesTheirOutputs(string name, string architecture)
    {
        double[] inputs = Numbers($"{name}_x_python.csv"), expected = Numbers($"{name}_y_python.csv");
        foreach (bool isDouble in new[] { false, true })
        {
            var declaration = new Declaration(architecture) { IsDouble = isDouble };
            StreamSubject subject = StreamSubject.Of(InProcessCompiler.Classes([declaration])[0], declaration.ToModel());
            subject.Parameters = name == "gru" ? OfKeras(name) : OfPyTorch(name);

            double[] actual = subject.Run(subject.NewState(), inputs);

            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected, (value, step) => Assert.Equal(value, actual[step], Tolerance));
        }
    }

    [Theory]
    [InlineData("gru_torch", Gru)]
    [InlineData("lstm_torch", Lstm)]
    public void Window_GivesTheOutputOfItsLastStep(string name, string architecture)
    {
        double[] inputs = Numbers($"{name}_x_python.csv"), expected = Numbers($"{name}_y_python.csv");
        int[] lengths = [1, 2, 37, 1000];
        IReadOnlyList<Subject> subjects = InProcessCompiler.Compile([.. lengths.Select(steps => new Declaration($"{steps}x{architecture}"))]);
        foreach ((int steps, Subject subject) in lengths.Zip(subjects))
        {
            subject.Parameters = OfPyTorch(name);
            Assert.Equal(expected[steps - 1], subject.Forward(inputs[..steps])[0], Tolerance);
        }
    }

    /// <summary>A state dict as it is: its order is parameter order.</summary>
    private static double[] OfPyTorch(string name)
    {
        using JsonDocument json = JsonDocument.Parse(Text(name + ".json"));
        return [.. json.RootElement.EnumerateObject().SelectMany(tensor => Flat(tensor.Value)).Select(Single)];
    }

    /// <summary>Kernels [inputs][units] turned to [units][inputs], and the gates z, r, n to r, z, n.</summary>
    private static double[] OfKeras(string name)
    {
        using JsonDocument json = JsonDocument.Parse(Text(name + ".json"));
        var parameters = new List<double>();
        foreach (JsonElement layer in json.RootElement.GetProperty("layers").EnumerateArray())
        {
            JsonElement[] weights = [.. layer.GetProperty("weights").EnumerateArray()];
            bool isGru = layer.GetProperty("type").GetString() == "gru";
            foreach (JsonElement matrix in weights.Take(weights.Length - 1))
            {
                double[][] kernel = [.. matrix.EnumerateArray().Select(row => Flat(row).ToArray())];
                IEnumerable<double[]> rows = Enumerable.Range(0, kernel[0].Length).Select(column => Array.ConvertAll(kernel, row => row[column]));
                parameters.AddRange(isGru ? Swapped([.. rows]).SelectMany(row => row) : rows.SelectMany(row => row));
            }

            JsonElement biases = weights[^1];
            parameters.AddRange(isGru ? biases.EnumerateArray().SelectMany(row => Swapped([.. Flat(row)])) : Flat(biases));
        }

        return [.. parameters.Select(Single)];
    }

    private static IEnumerable<T> Swapped<T>(T[] gates) =>
        [.. gates[(gates.Length / 3)..(2 * gates.Length / 3)], .. gates[..(gates.Length / 3)], .. gates[(2 * gates.Length / 3)..]];

    private static IEnumerable<double> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetDouble()];

    private static double Single(double number) => (float)number;

    private static double[] Numbers(string file) =>
        [.. Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Single(double.Parse(line, CultureInfo.InvariantCulture)))];

    private static string Text(string file)
    {
        using Stream stream = typeof(RTNeuralTests).Assembly.GetManifestResourceStream("rtneural." + file) ?? throw new FileNotFoundException(file);
        return new StreamReader(stream).ReadToEnd();
    }
}
