using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec.Json;

/// <summary>A JSON text taken as the declaration of a network: what it says, and where it says it.</summary>
internal sealed class JsonSpec
{
    private readonly Dictionary<Part, JsonValue> _values = [];
    private bool _isBroken;

    private JsonSpec()
    {
    }

    public string? Name => Text(Part.Name);

    public string? Namespace => Text(Part.Namespace);

    public NetworkDeclaration Declaration => new()
    {
        Architecture = Text(Part.Architecture),
        Hidden = Text(Part.Hidden),
        Output = Text(Part.Output),
        Loss = Text(Part.Loss),
        Initializer = Text(Part.Initializer),
        InitializerScale = Number(Part.InitializerScale),
        InitialBias = Number(Part.InitialBias),
        Precision = Text(Part.Precision),
        Weights = Text(Part.Weights),
        IsRejected = _isBroken,
    };

    /// <summary>What can be read; the rest is findings.</summary>
    public static JsonSpec Read(string text, FindingList findings)
    {
        var spec = new JsonSpec();
        var members = new List<JsonMember>();
        try
        {
            JsonReader.Read(text, members);
        }
        catch (JsonSyntaxException exception)
        {
            spec._isBroken = true;
            findings.Add(FindingTable.BrokenJson, new Place(Part.File, exception.Start, exception.Length), exception.Message);
        }

        var written = new HashSet<string>();
        foreach (var member in members)
        {
            if (!written.Add(member.Key.Text))
                findings.Add(FindingTable.DuplicateKey, In(member.Key), member.Key.Text);
            else if (JsonKey.All.FirstOrDefault(key => key.Name == member.Key.Text) is { } key)
                spec.Take(key, member.Value, findings);
            else
                findings.Add(FindingTable.UnknownKey, In(member.Key), member.Key.Text, Suggestion.For(member.Key.Text, JsonKey.All.Select(known => known.Name)));
        }

        return spec;
    }

    /// <summary>The characters of the file at a place of the declaration, or null where the file does not say it.</summary>
    public (int Start, int Length)? Find(Place place)
    {
        if (place.Part == Part.File)
            return (place.Start, place.Length);
        if (!_values.TryGetValue(place.Part, out var value))
            return null;
        if (place.IsWhole || value is not JsonString text || place.Start + place.Length >= text.Offsets.Count)
            return (value.Start, value.End - value.Start);
        return (text.Offsets[place.Start], text.Offsets[place.Start + place.Length] - text.Offsets[place.Start]);
    }

    private void Take(JsonKey key, JsonValue value, FindingList findings)
    {
        if (key.IsNumber ? value is not JsonNumber : value is not JsonString)
            findings.Add(FindingTable.WrongType, In(value), key.Name, value.Kind, $"{(key.IsNumber ? "a number" : "a string")}, such as {key.Example}");
        else if (key.Part is { } part)
            _values.Add(part, value);
    }

    private static Place In(JsonValue value) => new(Part.File, value.Start, value.End - value.Start);

    private string? Text(Part part) => _values.TryGetValue(part, out var value) ? ((JsonString)value).Text : null;

    private double? Number(Part part) => _values.TryGetValue(part, out var value) ? ((JsonNumber)value).Value : null;
}
