using System.Globalization;
using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// A training in a safetensors file: the network's parameters as in its weights file, behind them each value that the optimizer
/// keeps, in the same shapes, and the network's buffers; the rest in the metadata.
/// </summary>
internal static class TrainerFile
{
    private const string Best = "best", OptimizerKey = "optimizer", RateKey = "learning_rate", StepsKey = "steps";

    /// <summary>Replaces a file in one step.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Its parameters come first.</param>
    /// <param name="optimizer">Named in the metadata.</param>
    /// <param name="updater">Its state.</param>
    /// <param name="learningRate">Of the next step.</param>
    /// <param name="best">Further parameters, behind the state.</param>
    /// <param name="more">Further metadata.</param>
    public static void Save<T>(
        string path, ITrainable<T> network, Optimizer optimizer, Updater<T> updater, double learningRate, ParameterBlock<T>? best = null, params KeyValuePair<string, string>[] more)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ParameterLayout layout = network.Layout;
        (string Name, ParameterBlock<T> Block)[] states = States(updater, best);
        TensorSlot[] slots = Slots(layout, states);
        int buffers = layout.ParameterCount * (1 + states.Length);
        var values = new T[buffers + layout.StateCount - layout.ParameterCount];
        layout.Gather<T>(network.Parameters.Span, values);
        for (int index = 0; index < states.Length; index++)
            layout.Gather<T>(states[index].Block.Span, values.AsSpan((index + 1) * layout.ParameterCount));
        layout.GatherBuffers<T>(network.Parameters.Span, values.AsSpan(buffers));
        SafetensorsWriter.RequireFinite(slots, values);
        KeyValuePair<string, string>[] metadata =
        [
            .. SafetensorsWriter.Metadata(layout),
            new(OptimizerKey, Name(optimizer)),
            new(RateKey, learningRate.ToString(CultureInfo.InvariantCulture)),
            new(StepsKey, updater.Steps.ToString(CultureInfo.InvariantCulture)),
            .. more,
        ];
        AtomicFile.Write(path, stream => SafetensorsWriter.Write<T>(stream, metadata, slots, values));
    }

    /// <summary>Reads a file into a network and an optimizer's state.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">Its name in messages.</param>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="optimizer">The one that is to go on.</param>
    /// <param name="updater">Receives the state.</param>
    /// <param name="best">Receives what was saved as such.</param>
    /// <param name="refusal">Says what is wrong with a header; null when nothing is.</param>
    /// <returns>The learning rate.</returns>
    /// <exception cref="InvalidDataException">The file does not fit; nothing has changed.</exception>
    public static double Load<T>(
        Stream stream, string source, ITrainable<T> network, Optimizer optimizer, Updater<T> updater, ParameterBlock<T>? best = null, Func<SafetensorsHeader, string?>? refusal = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ParameterLayout layout = network.Layout;
        var reader = new SafetensorsReader(stream, source);
        SafetensorsHeader header = reader.ReadHeader(layout);
        string? kind = header.Metadata.GetValueOrDefault(OptimizerKey);
        if (kind is null)
            throw reader.Refusal($"metadata '{OptimizerKey}': expected '{Name(optimizer)}', found none. Name a file that a trainer saved; a weights file is read by the network's Load.");
        if (kind != Name(optimizer))
            throw reader.Refusal($"metadata '{OptimizerKey}': expected '{Name(optimizer)}', found '{kind}'.");
        if (!double.TryParse(header.Metadata.GetValueOrDefault(RateKey), NumberStyles.Float, CultureInfo.InvariantCulture, out double learningRate) || !double.IsFinite(learningRate))
            throw reader.Refusal($"metadata '{RateKey}': expected a finite number, found {Found(header, RateKey)}.");
        if (!long.TryParse(header.Metadata.GetValueOrDefault(StepsKey), NumberStyles.None, CultureInfo.InvariantCulture, out long steps))
            throw reader.Refusal($"metadata '{StepsKey}': expected a whole number, found {Found(header, StepsKey)}.");
        if (refusal?.Invoke(header) is { } wrong)
            throw reader.Refusal(wrong);

        (string Name, ParameterBlock<T> Block)[] states = States(updater, best);
        T[] values = reader.Read<T>(header, Slots(layout, states));
        var block = new T[network.Parameters.Length];
        for (int index = 0; index < states.Length; index++)
        {
            // A block of states ends before buffers and copies.
            layout.Scatter<T>(values.AsSpan((index + 1) * layout.ParameterCount, layout.ParameterCount), block);
            block.AsSpan(0, states[index].Block.Length).CopyTo(states[index].Block.Span);
        }
        layout.ScatterBuffers<T>(values.AsSpan(layout.ParameterCount * (1 + states.Length)), network.Parameters.Span);
        layout.Scatter<T>(values.AsSpan(0, layout.ParameterCount), network.Parameters.Span);
        network.ParametersMoved();
        updater.Steps = steps;
        return learningRate;
    }

    private static (string Name, ParameterBlock<T> Block)[] States<T>(Updater<T> updater, ParameterBlock<T>? best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IEnumerable<(string Name, ParameterBlock<T> Block)> states = updater.Names.Zip(updater.States);
        return [.. best is { } block ? states.Append((Best, block)) : states];
    }

    private static TensorSlot[] Slots<T>(ParameterLayout layout, (string Name, ParameterBlock<T> Block)[] states)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorSlot[] parameters = TensorSlot.Of(layout);
        return
        [
            .. parameters,
            .. states.SelectMany((state, index) => parameters.Select(slot =>
                slot with { Name = $"{slot.Name}.{state.Name}", Offset = slot.Offset + (index + 1) * layout.ParameterCount })),
            .. TensorSlot.OfBuffers(layout, layout.ParameterCount * (1 + states.Length)),
        ];
    }

    private static string Name(Optimizer optimizer) => optimizer.GetType().Name;

    private static string Found(SafetensorsHeader header, string key) => header.Metadata.TryGetValue(key, out string? text) ? $"'{text}'" : "none";
}
