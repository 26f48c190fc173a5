using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec.Json;

/// <summary>A JSON text taken as the declaration of a network: what it says, and where it says it.</summary>
internal sealed class JsonSpec
{
    private readonly Dictionary<Part, JsonValue> _values = [];

    /// <summary>What the file says in a wrong way, by a misspelt key or a value of another type: a finding already, and not missing too.</summary>
    private readonly HashSet<Part> _miswritten = [];
    private bool _isBroken;
    private GraphSpec? _graph;

    private JsonSpec()
    {
    }

    public string? Name => Text(Part.Name);

    public string? Namespace => Text(Part.Namespace);

    public NetworkDeclaration Declaration => new()
    {
        Architecture = Text(Part.Architecture),
        Graph = _graph,
        Hidden = Text(Part.Hidden),
        Output = Text(Part.Output),
        Loss = Text(Part.Loss),
        Initializer = Text(Part.Initializer),
        InitializerScale = Number(Part.InitializerScale),
        InitialBias = Number(Part.InitialBias),
        Precision = Text(Part.Precision),
        Weights = Text(Part.Weights),
        Classes = Texts(Part.Classes),
        Trace = Flag(Part.Trace),
        Training = Flag(Part.Training),
        IsRejected = _isBroken || _miswritten.Overlaps([Part.Architecture, Part.Input, Part.Inputs, Part.Layers, Part.Outputs]),
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
        foreach (JsonMember member in members)
        {
            if (!written.Add(member.Key.Text))
                findings.Add(FindingTable.DuplicateKey, In(member.Key), member.Key.Text);
            else if (JsonKey.All.FirstOrDefault(key => key.Name == member.Key.Text) is { } key)
                spec.Take(key, member.Value, findings);
            else
                spec.Refuse(member.Key, findings);
        }

        spec.ReadLayers(findings);
        return spec;
    }

    /// <summary>True when nothing in the file is, or was meant to be, this part.</summary>
    public bool Lacks(Part part) => !_isBroken && !_values.ContainsKey(part) && !_miswritten.Contains(part);

    /// <summary>The characters of the file at a place of the declaration, or null where the file does not say it.</summary>
    public (int Start, int Length)? Find(Place place)
    {
        if (place.Part == Part.File)
            return (place.Start, place.Length);
        if (place.Part == Part.ClassName)
            return _values.TryGetValue(Part.Classes, out JsonValue? names) ? Span(((JsonArray)names).Items[place.Start]) : null;
        if (!_values.TryGetValue(place.Part, out JsonValue? value))
            return null;
        if (place.IsWhole || value is not JsonString text || place.Start + place.Length >= text.Offsets.Count)
            return Span(value);
        return (text.Offsets[place.Start], text.Offsets[place.Start + place.Length] - text.Offsets[place.Start]);
    }

    private void ReadLayers(FindingList findings)
    {
        if (_isBroken)
            return;
        var reader = new JsonLayers(findings);
        if (!_values.TryGetValue(Part.Layers, out JsonValue? layers))
        {
            foreach (Part part in new[] { Part.Input, Part.Inputs, Part.Outputs }.Where(part => _values.ContainsKey(part) && Lacks(Part.Layers)))
                findings.Add(FindingTable.KeyMissing, In(_values[part]), $"A network with \"{KeyOf(part)}\"", KeyOf(Part.Layers));
            return;
        }

        foreach (Part part in new[] { Part.Architecture, Part.Inputs }.Where(part => _values.ContainsKey(part) && _values.ContainsKey(part == Part.Inputs ? Part.Input : Part.Layers)))
            findings.Add(FindingTable.KeysExclude, In(_values[part]), KeyOf(part), KeyOf(part == Part.Inputs ? Part.Input : Part.Layers));
        if (Lacks(Part.Input) && Lacks(Part.Inputs))
            findings.Add(FindingTable.KeyMissing, In(layers), $"A network with \"{KeyOf(Part.Layers)}\"", KeyOf(Part.Input));
        IEnumerable<InputSpec> inputs = _values.TryGetValue(Part.Inputs, out JsonValue? several)
            ? ((JsonObject)several).Members.Select(member => reader.Input(JsonLayers.Text(member.Key), member.Value))
            : _values.TryGetValue(Part.Input, out JsonValue? input) ? [reader.Input(null, input)] : [];
        IEnumerable<Written<string>> outputs = _values.TryGetValue(Part.Outputs, out JsonValue? names) ? ((JsonArray)names).Items.Select(item => JsonLayers.Text((JsonString)item)) : [];
        _graph = new GraphSpec(new(inputs), reader.Layers((JsonArray)layers), new(outputs));
    }

    private static string KeyOf(Part part) => JsonKey.All.Single(key => key.Part == part).Name;

    private void Take(JsonKey key, JsonValue value, FindingList findings)
    {
        if (Fits(key.Type, value))
        {
            if (key.Part is { } part)
                _values.Add(part, value);
            return;
        }

        JsonValue? other = (value as JsonArray)?.Items.FirstOrDefault(item => !IsItem(key.Type, item));
        findings.Add(FindingTable.WrongType, In(other ?? value), key.Name, other is null ? Found(value) : $"an array with {other.Kind} in it", $"{Kind(key.Type)}, such as {key.Example}");
        Miswritten(key);
    }

    private static string Found(JsonValue value) => value switch
    {
        JsonArray { Items.Count: 0 } => "an empty array",
        JsonObject { Members.Count: 0 } => "an empty object",
        _ => value.Kind,
    };

    private static bool Fits(JsonType type, JsonValue value) => type switch
    {
        JsonType.Number => value is JsonNumber,
        JsonType.Flag => value is JsonWord { Text: not "null" },
        JsonType.Texts => value is JsonArray array && array.Items.All(item => IsItem(type, item)),
        JsonType.Layers => value is JsonArray { Items.Count: > 0 } array && array.Items.All(item => IsItem(type, item)),
        JsonType.Size => value is JsonNumber or JsonString,
        JsonType.Sizes => value is JsonObject { Members.Count: > 0 },
        _ => value is JsonString,
    };

    /// <summary>Whether an array may have it in it; of what is no array there is nothing to say.</summary>
    private static bool IsItem(JsonType type, JsonValue item) => type switch
    {
        JsonType.Texts => item is JsonString,
        JsonType.Layers => item is JsonObject,
        _ => true,
    };

    private static string Kind(JsonType type) => type switch
    {
        JsonType.Number => "a number",
        JsonType.Flag => "true or false",
        JsonType.Texts => "an array of strings",
        JsonType.Layers => "an array of objects",
        JsonType.Size => "a number or a string",
        JsonType.Sizes => "an object",
        _ => "a string",
    };

    private void Refuse(JsonString written, FindingList findings)
    {
        IEnumerable<string> known = JsonKey.All.Select(key => key.Name);
        if (findings.AddUnknown(FindingTable.UnknownKey, In(written), "A network", written.Text, known) is { } correction)
            Miswritten(JsonKey.All.Single(key => key.Name == correction.Instead));
    }

    private void Miswritten(JsonKey key)
    {
        if (key.Part is { } part)
            _miswritten.Add(part);
    }

    private static Place In(JsonValue value) => new(Part.File, value.Start, value.End - value.Start);

    private static (int Start, int Length) Span(JsonValue value) => (value.Start, value.End - value.Start);

    private string? Text(Part part) => _values.TryGetValue(part, out JsonValue? value) ? ((JsonString)value).Text : null;

    private EquatableArray<string>? Texts(Part part) =>
        _values.TryGetValue(part, out JsonValue? value) ? new EquatableArray<string>(((JsonArray)value).Items.Select(item => ((JsonString)item).Text)) : null;

    private bool? Flag(Part part) => _values.TryGetValue(part, out JsonValue? value) ? ((JsonWord)value).Text == "true" : null;

    private double? Number(Part part) => _values.TryGetValue(part, out JsonValue? value) ? ((JsonNumber)value).Value : null;
}
