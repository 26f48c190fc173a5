using System.Globalization;

namespace NetGen.Data;

/// <summary>Collects the classes of a file's rows, and numbers them.</summary>
/// <param name="given">The classes in their order, where the caller knows them.</param>
internal sealed class ClassColumn(IReadOnlyList<string>? given)
{
    // As many as a layer may have units.
    private const int MostClasses = 65_536;

    private readonly List<string> _texts = [];
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);

    /// <summary>What was expected in place of this text; null when it is a class.</summary>
    public string? Refuse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "expected a class";
        return given is null || given.Contains(text.ToString()) ? null : $"expected one of the classes '{string.Join("', '", given)}'";
    }

    public void Add(ReadOnlySpan<char> text)
    {
        // One string for each class rather than for each row.
        if (!_distinct.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out string? known))
            _distinct.Add(known = text.ToString());
        _texts.Add(known);
    }

    /// <summary>The class of each row, and the classes' names.</summary>
    public (int[] Labels, string[] Names) ToLabels()
    {
        string[] names = given is not null ? [.. given]
            : _distinct.All(text => Number(text) is not null) ? [.. Enumerable.Range(0, _distinct.Max(text => Number(text)!.Value) + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))]
            : [.. _distinct.Order(StringComparer.Ordinal)];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < names.Length; index++)
            numbers[names[index]] = index;
        return ([.. _texts.Select(text => numbers[text])], names);
    }

    /// <summary>A whole number that is a class itself; without signs or leading zeros, which would make two texts of one class.</summary>
    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < MostClasses && (number == 0 ? text.Length == 1 : text[0] != '0')
            ? number
            : null;
}
