using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Makes a network's <see cref="NetworkInfo"/>. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkDescription
{
    /// <summary>The description of a network.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="layout">Its tensors.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="precision">The number type.</param>
    /// <param name="layers">In order of computation.</param>
    public static NetworkInfo Of(string name, ParameterLayout layout, Loss loss, Precision precision, params LayerDescription[] layers)
    {
        ArgumentNullException.ThrowIfNull(layout);
        TensorInfo[] tensors = [.. TensorSlot.Of(layout).Select(slot => new TensorInfo(slot))];
        return new(name, layout.Architecture, loss, precision, [.. layers.Select(layer => new LayerInfo(
            layer.Name, layer.Kind, layer.Input, layer.Output, layer.Activation,
            [.. tensors.Where(tensor => tensor.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal))], layer.MultiplyAdds,
            layer.Constants.ToDictionary(constant => constant.Key, constant => (IReadOnlyList<double>)constant.Value)))]);
    }
}

/// <summary>One layer, without its tensors.</summary>
/// <param name="Name">What the names of its tensors begin with.</param>
/// <param name="Kind">What it computes.</param>
/// <param name="Input">The shape of one sample's input.</param>
/// <param name="Output">The shape of one sample's output.</param>
/// <param name="Activation">What its pre-activations go through.</param>
/// <param name="MultiplyAdds">Multiplications with an addition for one sample.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerDescription(string Name, string Kind, int[] Input, int[] Output, Activation Activation, long MultiplyAdds)
{
    /// <summary>Numbers that belong to the program and not to files, by their keys in JSON.</summary>
    public Dictionary<string, double[]> Constants { get; init; } = [];
}
