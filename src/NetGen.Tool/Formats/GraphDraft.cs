using System.Text.Json.Nodes;
using NetGen.Compiler.Layers;
using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>A graph of layers as a model's file gives them, on its way to JSON with tensors.</summary>
/// <param name="inputs">The number of inputs, of a step where there are several.</param>
internal sealed class GraphDraft(Source source, int inputs)
{
    /// <summary>What layers call the network's own inputs.</summary>
    public const string Input = "input";

    private readonly JsonArray _layers = [];
    private readonly Dictionary<string, SourceTensor> _tensors = [];

    /// <summary>What was read, in lines for people.</summary>
    public List<string> Report { get; } = [];

    /// <summary>Adds a layer.</summary>
    /// <param name="name">What others call it.</param>
    /// <param name="from">What it takes.</param>
    /// <param name="json">Its other keys.</param>
    /// <param name="tensors">By their names within the layer.</param>
    /// <returns>Its name.</returns>
    public string Add(string name, string from, JsonObject json, params (string Name, SourceTensor Tensor)[] tensors)
    {
        foreach ((string tensor, SourceTensor values) in tensors)
            _tensors.Add($"{LayerSpec.NameOf(_layers.Count)}.{tensor}", values);
        json["from"] = from;
        json["name"] = name;
        _layers.Add(json);
        return name;
    }

    /// <summary>W x + b at every step, as a convolution of one step, which blocks of steps run through fastest.</summary>
    /// <param name="name">What others call it.</param>
    /// <param name="from">What it takes.</param>
    /// <param name="weight">[outputs, inputs]</param>
    /// <param name="bias">[outputs], or null for zeros.</param>
    /// <returns>Its name.</returns>
    public string AddLinear(string name, string from, SourceTensor weight, SourceTensor? bias) => AddConvolution(name, from, weight.Reshape([.. weight.Shape, 1]), bias, dilation: 1);

    /// <summary>A causal convolution.</summary>
    /// <param name="name">What others call it.</param>
    /// <param name="from">What it takes.</param>
    /// <param name="weight">[channels, input channels, steps], the newest last.</param>
    /// <param name="bias">[channels], or null for zeros.</param>
    /// <param name="dilation">From one step that it sees to the next.</param>
    /// <returns>Its name.</returns>
    public string AddConvolution(string name, string from, SourceTensor weight, SourceTensor? bias, int dilation)
    {
        JsonObject json = new() { ["kind"] = "conv", ["channels"] = weight.Shape[0], ["kernel"] = weight.Shape[2], ["padding"] = "causal" };
        if (dilation > 1)
            json["dilation"] = dilation;
        json["activation"] = "identity";
        return Add(name, from, json, ("weight", weight), ("bias", bias ?? SourceTensor.Filled(name, [weight.Shape[0]], 0)));
    }

    /// <summary>The network, whose output is what the last layer gives.</summary>
    /// <exception cref="InvalidDataException">A tensor does not fit its layer, or a weight is no finite number.</exception>
    /// <exception cref="NotSupportedException">There is no such network.</exception>
    public ImportedNetwork Build(ImportWishes wishes)
    {
        string name = source.ClassName(wishes);
        JsonObject graph = new() { [Input] = inputs, ["layers"] = _layers };
        try
        {
            Blueprint blueprint = Blueprint.OfSpec(graph.ToJsonString());
            return new(name, wishes.Namespace, blueprint.Architecture, isDouble: false, blueprint.Take(_tensors, source, isDouble: false), Report, writer =>
            {
                foreach ((string key, JsonNode? value) in graph)
                {
                    writer.WritePropertyName(key);
                    value!.WriteTo(writer);
                }
            });
        }
        catch (FormatException exception)
        {
            throw source.Unsupported($"the model would be no network here: {exception.Message}");
        }
    }
}
