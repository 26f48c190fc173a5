using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using NetGen.Onnx.Tests.Importing;
using NetGen.Runtime;

namespace NetGen.Onnx.Tests.Exporting;

/// <summary>Exported networks, run by ONNX Runtime: the same numbers, and the same network when imported again.</summary>
public sealed class ExportTests
{
    private static readonly string[] Buffers = ["mean", "scale", "h_0", "c_0"];

    /// <summary>Those that ONNX Runtime has in double.</summary>
    private static readonly string[] InDouble = ["Identity", "Sigmoid", "Tanh", "ReLU", "SiLU", "HardTanh", "Softmax", "LogSoftmax"];

    private static readonly Lazy<Assembly> Compiled = new(() => CompiledNetwork.Compile("", "OfReLU", string.Concat(
    [
        .. Enum.GetNames<Activation>().Select(name => $"[NetGen.Network(\"3-5:{name}-4:{name}\")] public partial class Of{name};\n"),
        .. InDouble.Select(name => $"[NetGen.Network(\"3-5:{name}-4:{name}\", Precision = NetGen.Precision.Double)] public partial class Double{name};\n"),
        "[NetGen.Network(\"1x7x6-4c3same:identity-bn:relu-mp2-do20-6c2x1g2p0:tanh-gap-3:softmax\")] public partial class Normed;\n",
        "[NetGen.Network(\"6-8:identity-bn:tanh-5:identity-ln:relu-3\")] public partial class NormedFeatures;\n",
        "[NetGen.Network(\"2x9-4c3d2causal:identity-ln:relu-ap3s2-2c2:elu\")] public partial class Signal;\n",
        "[NetGen.Network(\"2x3-3:softmax\", Classes = [\"left\", \"stay\", \"right\"])] public partial class Shaped;\n",
    ])).Assembly);

    private static readonly Lazy<Assembly> Streams = new(() => CompiledNetwork.Compile("", "Lstm", """
        [NetGen.Network("6-8:relu-5lstm-ln:tanh-2", Training = false)] public partial class Lstm;
        [NetGen.Network("3-4gru-3rnn", Training = false)] public partial class Gru;
        [NetGen.Network("2-6c3causald2:tanh-4c1causal:relu-3c2causal", Training = false)] public partial class Causal;
        """).Assembly);

    public static TheoryData<string> Names => [.. Enum.GetNames<Activation>().Select(name => "Of" + name), .. InDouble.Select(name => "Double" + name), "Shaped", "Normed", "NormedFeatures", "Signal"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_IsRunByOnnxRuntimeWithTheSameNumbers(string name)
    {
        Type type = Compiled.Value.GetType(name, throwOnError: true)!;
        Call(type, nameof(Check));
    }

    /// <summary>What only JSON has: several inputs and outputs, and layers that compute each value by itself.</summary>
    [Fact]
    public void Export_OfAGraph_IsRunByOnnxRuntimeWithTheSameNumbers() => Call(
        CompiledNetwork.Compile(
            """
            {
              "name": "Graph",
              "inputs": { "picture": "2x4x4", "speed": 6 },
              "layers": [
                { "kind": "conv", "channels": 3, "kernel": 2, "activation": "relu", "name": "seen" },
                { "kind": "slice", "start": 1, "count": 2, "name": "some" },
                { "kind": "slice", "start": 0, "count": 2, "from": "seen" },
                { "add": "some", "activation": "tanh" },
                { "kind": "dense", "units": 4, "activation": "sigmoid", "name": "gate" },
                { "kind": "scale", "factor": 2, "offset": 1e-05, "from": "speed" },
                { "kind": "clip", "min": -1, "max": 1.5 },
                { "kind": "clip", "min": -0.75 },
                { "kind": "activation", "start": 1, "count": 3, "activation": "tanh" },
                { "kind": "dense", "units": 4, "activation": "identity" },
                { "multiply": "gate", "name": "gated" },
                { "kind": "dense", "units": 3, "activation": "softmax", "name": "steering" },
                { "kind": "dense", "units": 1, "from": "gated", "activation": "sigmoid", "name": "brake" }
              ],
              "outputs": ["steering", "brake"]
            }
            """,
            "Graph"),
        nameof(Check));

    /// <summary>Windows that begin with states of the weights file, one on the other.</summary>
    [Fact]
    public void Export_OfInitialStates_IsRunByOnnxRuntimeWithTheSameNumbers() => Call(
        CompiledNetwork.Compile(
            """
            { "name": "Begun", "input": "5x3", "layers": [ { "kind": "lstm", "units": 4, "initial": "given" }, { "kind": "gru", "units": 3, "initial": "given" }, { "kind": "dense", "units": 2 } ] }
            """,
            "Begun"),
        nameof(Check));

    /// <summary>Numbers for each channel, in the program and in the weights file.</summary>
    [Fact]
    public void Export_OfNumbersForEachChannel_IsRunByOnnxRuntimeWithTheSameNumbers() => Call(
        CompiledNetwork.Compile(
            """
            {
              "name": "Channels",
              "input": "2x3x4",
              "layers": [
                { "kind": "normalize", "min": [-1.5, -0.5], "max": 2 },
                { "kind": "scale", "factor": [0.5, -1.5e-3] },
                { "kind": "scale", "offset": [1, 2] },
                { "kind": "clip", "max": [1.25, 2.0005], "activation": "tanh" },
                { "kind": "dense", "units": 3 },
                { "kind": "normalize" },
                { "kind": "scale", "factor": 3, "offset": [0, 1e-05, 2] }
              ]
            }
            """,
            "Channels"),
        nameof(Check));

    /// <summary>What is behind the last value has no node.</summary>
    [Fact]
    public void Export_OfActivationsFromOneValueToTheLast_IsImportedAgain()
    {
        Type heads = CompiledNetwork.Compile(
            """
            {
              "name": "Heads",
              "input": 5,
              "layers": [
                { "kind": "dense", "units": 4, "activation": "identity" },
                { "kind": "activation", "activation": "softmax", "count": 3 },
                { "kind": "activation", "activation": "sigmoid", "start": 3 }
              ]
            }
            """,
            "Heads");
        Call(heads, nameof(Check));
        byte[] model = (byte[])Call(heads, nameof(Exported));

        string again = OnnxImporter.Import(OnnxModel.Read(new MemoryStream(model)), null, "Again").Spec;
        Assert.Contains("softmax", again, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sigmoid", again, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A step with its states going in and out, taken step by step, is what the network makes of the sequence; imported again, it is that network.</summary>
    [Theory]
    [InlineData("Lstm", "6-8:relu-5lstm-ln:tanh-2", true)]
    [InlineData("Gru", "3-4gru-3rnn", true)]
    [InlineData("Causal", "2-6c3causald2:tanh-4c1causal:relu-3c2causal", false)]
    public void Export_OfAStream_IsRunByOnnxRuntimeStepByStep(string name, string architecture, bool isRecurrent)
    {
        Type type = Streams.Value.GetType(name, throwOnError: true)!;
        typeof(ExportTests).GetMethod(nameof(CheckStream), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [architecture, isRecurrent]);
    }

    [Fact]
    public void Export_CarriesTheClasses()
    {
        byte[] model = (byte[])Call(Compiled.Value.GetType("Shaped", throwOnError: true)!, nameof(Exported));
        using var session = new InferenceSession(model);
        Assert.Equal("""["left","stay","right"]""", session.ModelMetadata.CustomMetadataMap["classes"]);
        Assert.Contains("\"stay\"", OnnxImporter.Import(OnnxModel.Read(new MemoryStream(model)), null, "Again").Spec, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_OfParametersThatAreNotFinite_LeavesTheFile() => Call(Compiled.Value.GetType("OfTanh", throwOnError: true)!, nameof(RefusesNaN));

    private static object Call(Type type, string method)
    {
        Type number = type.GetInterfaces().Single(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IInference<,>)).GetGenericArguments()[1];
        return typeof(ExportTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type, number).Invoke(null, [])!;
    }

    private static byte[] Exported<TNetwork, T>()
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        Drawn<TNetwork, T>().ExportOnnx(stream);
        return stream.ToArray();
    }

    /// <summary>A network whose biases and normalisations are drawn, too.</summary>
    private static TNetwork Drawn<TNetwork, T>()
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        TNetwork network = TNetwork.Create(3);
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        var random = new Random(4);
        network.SetParameters(Array.ConvertAll(parameters, parameter => parameter + T.CreateChecked(0.2 * (random.NextDouble() - 0.5))));
        return TNetwork.Load(WithBuffers(network.Save, random));
    }

    /// <summary>The file of a network, in which means, scales and initial states, which are no parameters, are drawn, too.</summary>
    private static MemoryStream WithBuffers(Action<Stream> save, Random random)
    {
        var file = new MemoryStream();
        save(file);
        byte[] bytes = file.ToArray();
        foreach (SafetensorsHeader.Tensor tensor in SafetensorsHeader.Parse(bytes, out int data).Tensors.Where(tensor => Buffers.Contains(tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..])))
        {
            for (long at = tensor.Begin; at < tensor.End; at += sizeof(float))
                System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(data + (int)at), 0.5f + random.NextSingle());
        }
        return new(bytes);
    }

    private static bool CheckStream<TNetwork>(string architecture, bool isRecurrent)
        where TNetwork : class, IStreamingInference<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(3);
        using var stream = new MemoryStream();
        network.ExportOnnx(stream);
        NetGen.Onnx.Format.ModelProto model = NetGen.Onnx.Format.ModelProto.Parser.ParseFrom(stream.ToArray());
        double[] inputs = Agreement.Draw(new Random(5), TNetwork.InputSize * 20);
        float[] outputs = new float[TNetwork.OutputSize * 20];
        network.Run(network.NewState(), Array.ConvertAll(inputs, value => (float)value), outputs);
        double[] expected = Agreement.RunStream(model, inputs, [.. model.Graph.Input.Skip(1).Select(state => (state.Name, state.Name + ".next"))], "input", "output");
        Assert.Equal(expected.Length, outputs.Length);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        if (isRecurrent)
            Assert.Equal(architecture, OnnxImporter.Import(model.Read(), "output", "Again").Architecture);
        return true;
    }

    private static bool Check<TNetwork, T>()
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        TNetwork network = Drawn<TNetwork, T>();
        byte[] model = Exported<TNetwork, T>();
        using var session = new InferenceSession(model);
        double tolerance = typeof(T) == typeof(double) ? 1e-12 : 1e-5;
        var random = new Random(5);
        var output = new T[TNetwork.OutputSize];
        for (int n = 0; n < 200; n++)
        {
            double[] sample = Agreement.Draw(random, TNetwork.InputSize, magnitude: 2);
            network.Forward(Array.ConvertAll(sample, T.CreateChecked), output);
            double[] expected = Agreement.Run(session, "output", sample);
            double largest = Math.Max(expected.Max(Math.Abs), 1e-3);
            Assert.All(expected, (value, i) => Assert.Equal(value, double.CreateChecked(output[i]), tolerance * largest));
        }

        // A step is compared with 0, which is no activation that exporters write; what normalises is a part of other layers again.
        if (TNetwork.Info.Layers[0].Activation == Activation.Step || TNetwork.Info.Layers.Any(layer => layer.Kind != "Dense"))
            return true;
        var again = OnnxImporter.Import(OnnxModel.Read(new MemoryStream(model)), null, "Again");
        Assert.Equal(TNetwork.Info.Architecture.Replace("2x3", "6", StringComparison.Ordinal), again.Architecture);
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        if (TNetwork.Info.Layers[0].Activation != Activation.GELU)
            Assert.Equal(Array.ConvertAll(parameters, double.CreateChecked), again.Layers!.Layers.SelectMany(layer => layer.Tensors).SelectMany(tensor => tensor.Values));
        return true;
    }

    private static bool RefusesNaN<TNetwork, T>()
        where TNetwork : class, IInference<TNetwork, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var folder = new TemporaryFolder();
        TNetwork network = TNetwork.Create(3);
        network.ExportOnnx(folder.Of("network.onnx"));
        byte[] before = File.ReadAllBytes(folder.Of("network.onnx"));
        var parameters = new T[TNetwork.ParameterCount];
        parameters[2] = T.NaN;
        network.SetParameters(parameters);

        var exception = Assert.Throws<InvalidOperationException>(() => network.ExportOnnx(folder.Of("network.onnx")));

        Assert.Equal("OfTanh: parameter 2 is NaN; expected finite numbers. Nothing was exported.", exception.Message);
        Assert.Equal(before, File.ReadAllBytes(folder.Of("network.onnx")));
        Assert.Throws<DirectoryNotFoundException>(() => TNetwork.Create(1).ExportOnnx(folder.Of("none/network.onnx")));
        return true;
    }
}
