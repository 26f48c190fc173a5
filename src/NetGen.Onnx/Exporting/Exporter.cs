using System.Numerics;
using System.Text;
using System.Text.Json;
using NetGen.Onnx.Format;
using NetGen.Runtime;

namespace NetGen.Onnx.Exporting;

/// <summary>A network as an ONNX model: for each layer a Gemm, and the nodes of its activation.</summary>
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
        NetworkInfo info = TSelf.Info;
        if (info.Layers.FirstOrDefault(layer => layer.Kind != "Dense") is { } other)
            throw new NotSupportedException($"{info.Name}: {other.Name} is {other.Kind}; only dense layers can be exported.");
        var parameters = new T[info.ParameterCount];
        network.GetParameters(parameters);
        if (Array.FindIndex(parameters, parameter => !T.IsFinite(parameter)) is >= 0 and int broken)
            throw new InvalidOperationException($"{info.Name}: parameter {broken} is {parameters[broken]}; expected finite numbers. Nothing was exported.");

        var graph = new GraphBuilder(info.Name, typeof(T) == typeof(double) ? ElementType.Double : ElementType.Float);
        graph.Input(Input, info.InputShape);
        string value = info.InputShape.Count > 1 ? graph.Add("Flatten", "flat", Input) : Input;
        foreach (LayerInfo layer in info.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                graph.Constant(tensor.Name, tensor.Shape, [.. tensor.Of<T>(parameters).ToArray().Select(double.CreateChecked)]);
            string z = graph.Add("Gemm", $"{layer.Name}.z", [value, .. layer.Tensors.Select(tensor => tensor.Name)], ("transB", 1));
            value = ActivationNodes.Add(graph, layer.Activation, layer.Name, z);
        }
        graph.Add("Identity", Output, value);
        graph.Output(Output, info.OutputShape);

        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "NetGen", Graph = graph.Graph, OpsetImport = { new OperatorSetIdProto { Version = Opset } } };
        if (network is ITrainable<T> { Layout.Classes: { IsEmpty: false } classes })
            model.MetadataProps.Add(new StringStringEntryProto { Key = ImportedNetwork.ClassesKey, Value = Json(classes.Span) });
        return model;
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
