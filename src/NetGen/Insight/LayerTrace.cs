using System.Globalization;
using System.Text;
using NetGen.Insight;

namespace NetGen;

/// <summary>One layer's part of a <see cref="NetworkTrace{T}"/>, E being the loss. Immutable.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LayerTrace<T>
    where T : unmanaged
{
    internal LayerTrace(
        LayerInfo info, ReadOnlyMemory<T> preActivation, ReadOnlyMemory<T> output, ReadOnlyMemory<T> preActivationGradient, ReadOnlyMemory<T> outputGradient, IReadOnlyList<TensorTrace<T>> tensors)
    {
        Info = info;
        PreActivation = preActivation;
        Output = output;
        PreActivationGradient = preActivationGradient;
        OutputGradient = outputGradient;
        Tensors = tensors;
    }

    /// <summary>The layer.</summary>
    public LayerInfo Info { get; }

    /// <summary>u = W x + b.</summary>
    public ReadOnlyMemory<T> PreActivation { get; }

    /// <summary>y = activation(u).</summary>
    public ReadOnlyMemory<T> Output { get; }

    /// <summary>dE/du; empty without a target.</summary>
    public ReadOnlyMemory<T> PreActivationGradient { get; }

    /// <summary>dE/dy; empty without a target.</summary>
    public ReadOnlyMemory<T> OutputGradient { get; }

    /// <summary>The layer's parameters with their gradients, in parameter order.</summary>
    public IReadOnlyList<TensorTrace<T>> Tensors { get; }

    /// <summary>The tables of this layer.</summary>
    public override string ToString()
    {
        bool hasGradient = !OutputGradient.IsEmpty;
        string[] headings = hasGradient ? ["unit", "u", "y", "dE/dy", "dE/du"] : ["unit", "u", "y"];
        var table = new TextTable(headings);
        for (int unit = 0; unit < Math.Min(Output.Length, TraceText.MostCells); unit++)
        {
            string[] values = [$"{unit}", TraceText.Number(PreActivation.Span[unit]), TraceText.Number(Output.Span[unit])];
            table.Add(hasGradient ? [.. values, TraceText.Number(OutputGradient.Span[unit]), TraceText.Number(PreActivationGradient.Span[unit])] : values);
        }
        if (Output.Length > TraceText.MostCells)
            table.Add([.. headings.Select(_ => "…")]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Info.Name} [{Output.Length}]: {Info.Kind}, {Info.Activation}\n{table}");
        if (hasGradient)
        {
            foreach (TensorTrace<T> tensor in Tensors)
                text.Append('\n').Append(tensor);
        }
        return text.ToString();
    }
}
