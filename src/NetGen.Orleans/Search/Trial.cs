using System.Globalization;

namespace NetGen.Orleans;

/// <summary>One training of a search.</summary>
/// <param name="Number">Counted from 0.</param>
/// <param name="Setting">The number of its setting, counted from 0: trials of one setting differ in seed and fold alone.</param>
/// <param name="Values">The setting: the value of each axis by its name.</param>
/// <param name="Seed">Of the first parameters and of the shuffling.</param>
/// <param name="Fold">The fold that is left out to validate, counted from 0; null without folds.</param>
[GenerateSerializer, Immutable]
public sealed record Trial(int Number, int Setting, IReadOnlyDictionary<string, double> Values, int Seed, int? Fold)
{
    /// <summary>The value of an axis.</summary>
    /// <exception cref="KeyNotFoundException">There is no such axis; the message lists those that there are.</exception>
    public double this[string axis] => Values.TryGetValue(axis, out double value)
        ? value
        : throw new KeyNotFoundException($"The search has no axis '{axis}'. It has {string.Join(", ", Values.Keys)}.");

    /// <summary>The setting in words.</summary>
    public string SettingText => string.Join(", ", Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:G4}")));
}
