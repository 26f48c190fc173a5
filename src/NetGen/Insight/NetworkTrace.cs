using System.Globalization;
using System.Text;
using NetGen.Insight;

namespace NetGen;

/// <summary>
/// What one sample makes of a network: the values of every layer and, with a target, the gradient of the loss by each of them and
/// by each parameter. Immutable. Given by <c>Trace</c> of a network that is declared with <see cref="NetworkAttribute.Trace"/>.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NetworkTrace<T>
    where T : unmanaged
{
    internal NetworkTrace(NetworkInfo info, ReadOnlyMemory<T> input, ReadOnlyMemory<T> target, T? loss, IReadOnlyList<LayerTrace<T>> layers, ReadOnlyMemory<T> gradient)
    {
        Info = info;
        Input = input;
        Target = target;
        Loss = loss;
        Layers = layers;
        Gradient = gradient;
    }

    /// <summary>The network.</summary>
    public NetworkInfo Info { get; }

    /// <summary>The sample.</summary>
    public ReadOnlyMemory<T> Input { get; }

    /// <summary>What the output should have been; empty where no target was given, a one-hot row for a label.</summary>
    public ReadOnlyMemory<T> Target { get; }

    /// <summary>The loss of the sample; null without a target.</summary>
    public T? Loss { get; }

    /// <summary>The layers after the input, in order of computation.</summary>
    public IReadOnlyList<LayerTrace<T>> Layers { get; }

    /// <summary>What Forward writes.</summary>
    public ReadOnlyMemory<T> Output => Layers[^1].Output;

    /// <summary>The gradient of the loss by all parameters, in parameter order; empty without a target.</summary>
    public ReadOnlyMemory<T> Gradient { get; }

    /// <summary>
    /// Tables: the input; for each layer its units, and with a target its tensors and their gradients; the loss. Of a table with more
    /// than twelve rows or columns, the first are printed. Lines end in <c>\n</c>, the last one does not.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Info.Name}: {Info.Architecture}\n");
        text.Append(CultureInfo.InvariantCulture, $"input [{Input.Length}]: {TraceText.Row(Input)}\n");
        foreach (LayerTrace<T> layer in Layers)
            text.Append('\n').Append(layer).Append('\n');
        if (Loss is { } loss)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ntarget [{Target.Length}]: {TraceText.Row(Target)}\n");
            text.Append(CultureInfo.InvariantCulture, $"{Info.Loss}: E = {TraceText.Number(loss)}\n");
        }
        return text.ToString(0, text.Length - 1);
    }
}
