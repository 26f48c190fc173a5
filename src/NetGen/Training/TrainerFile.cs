using System.Globalization;
using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// A training in a safetensors file: the network's tensors as in its weights file, behind them each value that the optimizer
/// keeps, in the same shapes; the rest in the metadata.
/// </summary>
internal static class TrainerFile
{
    private const string OptimizerKey = "optimizer", RateKey = "learning_rate", StepsKey = "steps";

    /// <summary>Replaces a file in one step.</summary>
    public static void Save<T>(string path, ITrainable<T> network, Optimizer optimizer, Updater<T> updater, double learningRate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ParameterLayout layout = network.Layout;
        TensorSlot[] slots = Slots(layout, updater.Names);
        var values = new T[layout.ParameterCount * (1 + updater.Names.Length)];
        layout.Gather<T>(network.Parameters.Span, values);
        for (int index = 0; index < updater.States.Length; index++)
            layout.Gather<T>(updater.States[index].Span, values.AsSpan((index + 1) * layout.ParameterCount));
        SafetensorsWriter.RequireFinite(slots, values);
        KeyValuePair<string, string>[] metadata =
        [
            .. SafetensorsWriter.Metadata(layout),
            new(OptimizerKey, Name(optimizer)),
            new(RateKey, learningRate.ToString(CultureInfo.InvariantCulture)),
            new(StepsKey, updater.Steps.ToString(CultureInfo.InvariantCulture)),
        ];
        AtomicFile.Write(path, stream => SafetensorsWriter.Write<T>(stream, metadata, slots, values));
    }

    /// <summary>Reads a file into a network and an optimizer's state.</summary>
    /// <returns>The learning rate.</returns>
    /// <exception cref="InvalidDataException">The file does not fit; nothing has changed.</exception>
    public static double Load<T>(Stream stream, string source, ITrainable<T> network, Optimizer optimizer, Updater<T> updater)
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

        T[] values = reader.Read<T>(header, Slots(layout, updater.Names));
        var block = new T[layout.BlockLength];
        for (int index = 0; index < updater.States.Length; index++)
        {
            // A block of states ends before the transposed copies.
            layout.Scatter<T>(values.AsSpan((index + 1) * layout.ParameterCount, layout.ParameterCount), block);
            block.AsSpan(0, network.TrainableLength).CopyTo(updater.States[index].Span);
        }
        layout.Scatter<T>(values.AsSpan(0, layout.ParameterCount), network.Parameters.Span);
        network.ParametersMoved();
        updater.Steps = steps;
        return learningRate;
    }

    private static TensorSlot[] Slots(ParameterLayout layout, string[] states)
    {
        TensorSlot[] parameters = TensorSlot.Of(layout);
        return
        [
            .. parameters,
            .. states.SelectMany((state, index) => parameters.Select(slot =>
                slot with { Name = $"{slot.Name}.{state}", Offset = slot.Offset + (index + 1) * layout.ParameterCount })),
        ];
    }

    private static string Name(Optimizer optimizer) => optimizer.GetType().Name;

    private static string Found(SafetensorsHeader header, string key) => header.Metadata.TryGetValue(key, out string? text) ? $"'{text}'" : "none";
}
