using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using NetGen.Onnx.Format;
using NetGen.Runtime;

namespace NetGen.Onnx.Exporting;

/// <summary>A network as an ONNX model: for each layer its nodes, and those of its activation.</summary>
internal static class Exporter
{
    private const int IrVersion = 8;
    private const int Opset = 18;
    private const string Input = "input";
    private const string Output = "output";

    public static ModelProto Model<TSelf, T>(IInference<TSelf, T> network)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Model<T>(network, TSelf.Info, network.GetParameters, network.Save, TSelf.OutputSize, isStream: false);
    }

    /// <summary>One step of a stream: what layers remember goes in, and out again.</summary>
    public static ModelProto Model<TSelf, T>(IStreamingInference<TSelf, T> network)
        where TSelf : class, IStreamingInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Model<T>(network, TSelf.Info, network.GetParameters, network.Save, TSelf.OutputSize, isStream: true);
    }

    private static ModelProto Model<T>(object network, NetworkInfo info, GetParameters<T> get, Action<Stream> save, int outputSize, bool isStream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[info.ParameterCount];
        get(parameters);
        if (Array.FindIndex(parameters, parameter => !T.IsFinite(parameter)) is >= 0 and int broken)
            throw new InvalidOperationException($"{info.Name}: parameter {broken} is {parameters[broken]}; expected finite numbers. Nothing was exported.");

        var graph = new GraphBuilder(info.Name, typeof(T) == typeof(double) ? ElementType.Double : ElementType.Float);
        (IReadOnlyList<int[]> inputs, IReadOnlyList<WrittenLayer> layers) = WrittenLayer.Parse(info.Architecture);
        var nodes = new LayerNodes(graph, SavedTensors.Of(save, typeof(T) == typeof(double)), info, isStream);
        Exported[] parts = Inputs(graph, nodes, inputs);
        var values = new List<Exported>();
        for (int number = 0; number < layers.Count; number++)
        {
            WrittenLayer layer = layers[number];
            bool goesOnInSteps = !isStream && layers.Any(reader => reader.Sources.Contains(number) && IsRecurrent(reader));
            Exported z = nodes.Add(layer, [.. layer.Sources.Select(source => source < 0 ? parts[-1 - source] : values[source])], goesOnInSteps);
            values.Add(z with { Name = ActivationNodes.Add(graph, layer.Activation, layer.Name, z.Name) });
        }
        graph.Add("Identity", Output, values[^1].Name);
        graph.FirstOutput(Output, values[^1].Rank == 1 ? [outputSize] : info.OutputShape);

        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "NetGen", Graph = graph.Graph, OpsetImport = { new OperatorSetIdProto { Version = Opset } } };
        foreach ((string state, double[] first) in nodes.Beginnings)
            model.MetadataProps.Add(new StringStringEntryProto { Key = state, Value = $"[{string.Join(", ", first.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]" });
        if (network is ITrainable<T> { Layout.Classes: { IsEmpty: false } classes })
            model.MetadataProps.Add(new StringStringEntryProto { Key = SafetensorsHeader.ClassesKey, Value = Json(classes.Span) });
        return model;
    }

    private delegate void GetParameters<T>(Span<T> parameters);

    private static bool IsRecurrent(WrittenLayer layer) => layer.Word is "rnn" or "gru" or "lstm";

    /// <summary>The input as it is; of several, which are one row, the parts.</summary>
    private static Exported[] Inputs(GraphBuilder graph, LayerNodes nodes, IReadOnlyList<int[]> shapes)
    {
        int[] sizes = [.. shapes.Select(shape => shape.Aggregate(1, (product, size) => product * size))];
        graph.Input(Input, shapes.Count == 1 ? shapes[0] : [sizes.Sum()]);
        return shapes.Count == 1
            ? [new(Input, shapes[0].Length)]
            : [.. shapes.Select((shape, number) => nodes.Part(Input, number, sizes.Take(number).Sum(), shape))];
    }

    private static string Json(ReadOnlySpan<string> names)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (string name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
