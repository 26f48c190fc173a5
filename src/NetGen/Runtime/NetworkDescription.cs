using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Makes a network's <see cref="NetworkInfo"/>. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkDescription
{
    /// <summary>The description of a chain of dense layers.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="layout">Its layers.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="precision">The number type.</param>
    /// <param name="activations">One per layer.</param>
    /// <exception cref="ArgumentException">There are not as many activations as layers.</exception>
    public static NetworkInfo Of(string name, ParameterLayout layout, Loss loss, Precision precision, ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (activations.Length != layout.Layers.Length)
            throw new ArgumentException($"Expected {layout.Layers.Length} activations, got {activations.Length}.", nameof(activations));
        TensorSlot[] slots = TensorSlot.Of(layout);
        var layers = new LayerInfo[activations.Length];
        for (int index = 0; index < layers.Length; index++)
        {
            LayerLayout layer = layout.Layers[index];
            TensorInfo[] tensors = [new(slots[2 * index]), new(slots[2 * index + 1])];
            layers[index] = new($"layers.{index}", "Dense", [layer.Inputs], [layer.Outputs], activations[index], tensors, (long)layer.Inputs * layer.Outputs);
        }
        return new(name, layout.Architecture, loss, precision, layers);
    }
}
