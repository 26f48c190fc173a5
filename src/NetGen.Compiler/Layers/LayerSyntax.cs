namespace NetGen.Compiler.Layers;

/// <summary>How layers of a kind are written in the architecture text: a number, a word, sizes with 'x' between them, options, and an activation after ':'.</summary>
/// <param name="Word">The word; empty where a number alone makes the layer, null where only JSON has it.</param>
/// <param name="Count">What the number in front says, such as channels; null where there is none.</param>
/// <param name="Size">What the sizes behind the word say, such as a kernel; null where there are none.</param>
/// <param name="Options">What may follow.</param>
/// <param name="HasActivation">Whether an activation may follow; where it does not, the layer gives what it computes.</param>
/// <param name="Example">A layer as one writes it.</param>
internal sealed record LayerSyntax(string? Word, string? Count, string? Size, IReadOnlyList<LayerOption> Options, bool HasActivation, string Example)
{
    /// <summary>The most that a size may be.</summary>
    public int MostSize { get; init; } = Limits.Units;

    /// <summary>What JSON calls the kind, where that is not its name.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the architecture text has it; what only JSON has gives what it computes, unless an activation is written.</summary>
    public bool IsInText => Word is not null;

    /// <summary>Whether it has no meaning without an activation.</summary>
    public bool NeedsActivation { get; init; }

    /// <summary>What JSON has as numbers that need not be whole, each one for all channels or one for each.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Whether at least one of them has to be written.</summary>
    public bool NeedsNumbers { get; init; }

    /// <summary>Whether a picture may have two sizes behind the word.</summary>
    public bool TakesTwoSizes { get; init; } = true;

    /// <summary>Whether it takes the outputs of other layers beside those of the one before, by their names behind <see cref="Key"/>.</summary>
    public bool TakesSeveral { get; init; }
}

/// <summary>An option of a layer in the architecture text: a word, and behind most a number.</summary>
/// <param name="Word">As it is written.</param>
/// <param name="Meaning">What messages call it.</param>
/// <param name="HasNumber">Whether a number follows.</param>
/// <param name="Least">The least number.</param>
internal sealed record LayerOption(string Word, string Meaning, bool HasNumber = true, int Least = 1)
{
    /// <summary>What JSON calls it.</summary>
    public string Key { get; init; } = Meaning;
}
