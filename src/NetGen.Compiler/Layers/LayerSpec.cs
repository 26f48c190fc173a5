using System.Globalization;
using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Layers;

/// <summary>What was written of one layer, taken apart as the syntax of its kind says.</summary>
/// <param name="Name">What messages call it: as the names of its tensors begin, which count from 0 after the input.</param>
/// <param name="Kind">What it is to be.</param>
/// <param name="Place">All of it, without its activation.</param>
/// <param name="Count">The number in front of the kind's word, its units or channels; null where there is none.</param>
/// <param name="Size">The sizes behind that word.</param>
/// <param name="Options">By the word of the option; 1 where no number belongs to it.</param>
/// <param name="Activation">The name after ':', or null.</param>
/// <param name="IsRead">False where the text has less than the kind needs, which is a finding already.</param>
internal sealed record LayerSpec(
    string Name,
    WrittenKind Kind,
    Place Place,
    Written<long>? Count,
    EquatableArray<Written<long>> Size,
    EquatableArray<KeyValuePair<string, Written<long>>> Options,
    Written<string>? Activation,
    bool IsRead = true)
{
    /// <summary>What other layers call it; null where it has no such name, as in the architecture text.</summary>
    public Written<string>? Label { get; init; }

    /// <summary>The layer or input that it takes; null where that is the one before it.</summary>
    public Written<string>? From { get; init; }

    /// <summary>What it takes beside that.</summary>
    public EquatableArray<Written<string>> Others { get; init; } = EquatableArray<Written<string>>.Empty;

    /// <summary>What was written as numbers that need not be whole.</summary>
    public EquatableArray<WrittenNumbers> Numbers { get; init; } = EquatableArray<WrittenNumbers>.Empty;

    /// <summary>What messages and files call a layer: the names of its tensors begin so.</summary>
    /// <param name="number">Layers count from 0 after the input.</param>
    public static string NameOf(int number) => "layers." + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What it means; null with a finding where it has no meaning.</summary>
    public Layer? Build(LayerContext context) => Kind.Build(this, context);

    /// <summary>The number of an option, or null where it is not written.</summary>
    public int? Option(string word)
    {
        foreach (KeyValuePair<string, Written<long>> option in Options)
        {
            if (option.Key == word)
                return (int)option.Value.Value;
        }

        return null;
    }
}

/// <summary>One number, or an array of them.</summary>
/// <param name="Key">What they are written behind.</param>
/// <param name="Place">All of them.</param>
internal sealed record WrittenNumbers(string Key, Place Place, EquatableArray<Written<double>> Values);
