using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Spec.Json;

/// <summary>
/// Reads the layers of a JSON file, each an object whose keys are what the architecture text says by place and letter, and the
/// shapes of inputs. What cannot be read is a finding; every layer of the file is in the result, whatever is wrong with it.
/// </summary>
internal sealed class JsonLayers(FindingList findings)
{
    private const string Kind = "kind", Name = "name", From = "from", Activation = "activation";

    private const string OneOrMore = "a number or an array of numbers";

    private static readonly EquatableArray<Written<long>> NoNumbers = EquatableArray<Written<long>>.Empty;

    /// <summary>What JSON calls a kind: its name, unless its syntax has another word.</summary>
    public static string NameOf(WrittenKind kind) => kind.Syntax.Key ?? (kind.Name.All(char.IsUpper) ? kind.Name.ToLowerInvariant() : char.ToLowerInvariant(kind.Name[0]) + kind.Name.Substring(1));

    /// <summary>Every key of a layer of some kind, with what may be written.</summary>
    public static IEnumerable<(string Key, string Value)> KeysOf(WrittenKind kind)
    {
        LayerSyntax syntax = kind.Syntax;
        if (syntax.TakesSeveral)
            yield return (NameOf(kind), "a name or an array of names");
        if (syntax.Count is { } count)
            yield return (count, "a number");
        if (syntax.Size is { } size)
            yield return (size, syntax.TakesTwoSizes ? "a number or an array of two" : "a number");
        foreach (IGrouping<string, LayerOption> option in syntax.Options.GroupBy(option => option.Key))
        {
            IEnumerable<string> words = option.Where(alternative => !alternative.HasNumber).Select(alternative => $"\"{alternative.Word}\"");
            yield return (option.Key, string.Join(" or ", [.. option.Any(alternative => alternative.HasNumber) ? ["a number"] : Array.Empty<string>(), .. words]));
        }

        foreach (string key in syntax.Numbers)
            yield return (key, OneOrMore);
        if (syntax.HasActivation)
            yield return (Activation, "a name");
        yield return (Name, "a name");
        yield return (From, "a name");
    }

    /// <summary>The keys that a layer of a kind needs, "kind" aside; of several together, one at least.</summary>
    public static IEnumerable<EquatableArray<string>> NeededBy(WrittenKind kind)
    {
        LayerSyntax syntax = kind.Syntax;
        foreach (string key in new[] { syntax.Count, syntax.Size, syntax.TakesSeveral ? NameOf(kind) : null, syntax.NeedsActivation ? Activation : null }.OfType<string>())
            yield return new([key]);
        if (syntax.NeedsNumbers)
            yield return new(syntax.Numbers);
    }

    public InputSpec Input(Written<string>? name, JsonValue value) => new(name, value switch
    {
        JsonNumber number => Whole(number, name?.Value ?? "input") is { } size ? new([size]) : NoNumbers,
        JsonString text => Sizes(text) ?? WrongSizes(text, name?.Value ?? "input"),
        _ => WrongSizes(value, name?.Value ?? "input"),
    });

    public EquatableArray<LayerSpec> Layers(JsonArray layers) => new([.. layers.Items.Select((item, number) => Layer((JsonObject)item, LayerSpec.NameOf(number)))]);

    public static Written<string> Text(JsonString text) => new(text.Text, In(text));

    private LayerSpec Layer(JsonObject layer, string name)
    {
        WrittenKind? known = KindOf(layer, name);
        WrittenKind kind = known ?? LayerKinds.OfNumber;
        LayerSyntax syntax = kind.Syntax;
        Written<long>? count = null;
        EquatableArray<Written<long>>? size = null;
        var options = new List<KeyValuePair<string, Written<long>>>();
        var numbers = new List<WrittenNumbers>();
        Written<string>? activation = null, label = null, from = null;
        EquatableArray<Written<string>> others = EquatableArray<Written<string>>.Empty;
        bool isRead = known is not null;
        HashSet<string> written = [], meant = [];
        foreach ((JsonString? key, JsonValue? value) in layer.Members.Select(member => (member.Key, member.Value)))
        {
            if (!written.Add(key.Text))
                findings.Add(FindingTable.DuplicateKey, In(key), key.Text);
            else if (key.Text == Kind)
                continue;
            else if (key.Text == Name)
                label = Text(key, value);
            else if (key.Text == From)
                from = Text(key, value);
            else if (key.Text == Activation && syntax.HasActivation)
                activation = Text(key, value);
            else if (syntax.TakesSeveral && key.Text == NameOf(kind))
                others = Names(key, value);
            else if (key.Text == syntax.Count)
                isRead &= (count = Number(key, value)) is not null;
            else if (key.Text == syntax.Size)
                isRead &= (size = Numbers(key, value)) is not null;
            else if (syntax.Options.Any(option => option.Key == key.Text))
                isRead &= Option(kind, key, value, options);
            else if (syntax.Numbers.Contains(key.Text))
                isRead &= Numbers(key, value, numbers);
            else if (known is not null && findings.AddUnknown(FindingTable.UnknownKey, In(key), $"{name}, of kind {NameOf(kind)},", key.Text, KeysOf(kind).Select(other => other.Key)) is { } correction)
                meant.Add(correction.Instead);
        }

        foreach (EquatableArray<string> keys in known is null ? [] : NeededBy(kind).Where(keys => !keys.Any(written.Contains)))
        {
            if (!keys.Any(meant.Contains))
                findings.Add(FindingTable.KeyMissing, In(layer), $"{name}, of kind {NameOf(kind)},", string.Join("\" or \"", keys));
            isRead = false;
        }

        return new LayerSpec(name, kind, In(layer), count, size ?? NoNumbers, new(options), activation, isRead) { Label = label, From = from, Others = others, Numbers = new(numbers) };
    }

    private WrittenKind? KindOf(JsonObject layer, string name)
    {
        IReadOnlyList<WrittenKind> known = LayerKinds.All;
        if (layer.Members.FirstOrDefault(member => member.Key.Text == Kind) is not { } kind)
        {
            if (layer.Members.Select(member => known.FirstOrDefault(known => known.Syntax.TakesSeveral && NameOf(known) == member.Key.Text)).FirstOrDefault(found => found is not null) is { } several)
                return several;
            findings.Add(FindingTable.KeyMissing, In(layer), name, Kind);
            return null;
        }

        if (Text(kind.Key, kind.Value) is not { } written)
            return null;
        WrittenKind? meant = known.FirstOrDefault(known => string.Equals(NameOf(known), written.Value, StringComparison.OrdinalIgnoreCase));
        if (meant is null)
            findings.AddUnknown(FindingTable.UnknownValue, written.Place, Kind, written.Value, known.Select(NameOf));
        return meant;
    }

    private bool Option(WrittenKind kind, JsonString key, JsonValue value, List<KeyValuePair<string, Written<long>>> options)
    {
        var meant = kind.Syntax.Options.Where(option => option.Key == key.Text).ToList();
        if (value is JsonString word && meant.FirstOrDefault(option => !option.HasNumber && option.Word == word.Text) is { } flag)
        {
            options.Add(new(flag.Word, new Written<long>(1, In(value))));
            return true;
        }

        if (meant.FirstOrDefault(option => option.HasNumber) is { } numbered && value is JsonNumber)
        {
            if (Number(key, value) is not { } number)
                return false;
            options.Add(new(numbered.Word, number));
            return true;
        }

        Wrong(key, value, KeysOf(kind).First(known => known.Key == key.Text).Value);
        return false;
    }

    private EquatableArray<Written<long>>? Numbers(JsonString key, JsonValue value)
    {
        if (value is not JsonArray array)
            return Number(key, value) is { } one ? new([one]) : null;
        var numbers = array.Items.Select(item => Number(key, item)).ToList();
        if (numbers.Count == 0)
            Wrong(key, value, "a number or an array of two");
        return numbers.Count == 0 || numbers.Contains(null) ? null : new(numbers.Select(number => number!));
    }

    /// <summary>Numbers that need not be whole.</summary>
    private bool Numbers(JsonString key, JsonValue value, List<WrittenNumbers> numbers)
    {
        IReadOnlyList<JsonValue> items = value is JsonArray array ? array.Items : [value];
        foreach (JsonValue item in items.Where(item => item is not JsonNumber))
            Wrong(key, item, OneOrMore);
        if (items.Count == 0)
            Wrong(key, value, OneOrMore);
        if (items.Count == 0 || items.Any(item => item is not JsonNumber))
            return false;
        numbers.Add(new(key.Text, In(value), new(items.Select(item => new Written<double>(((JsonNumber)item).Value, In(item))))));
        return true;
    }

    private Written<long>? Number(JsonString key, JsonValue value)
    {
        if (value is JsonNumber number)
            return Whole(number, key.Text);
        Wrong(key, value, "a whole number");
        return null;
    }

    private Written<long>? Whole(JsonNumber number, string key)
    {
        // Beyond, it is out of range whatever it is.
        const double Most = 1L << 52;
        double value = Math.Max(-Most, Math.Min(Most, number.Value));
        if (value == Math.Floor(value))
            return new((long)value, In(number));
        findings.Add(FindingTable.WrongType, In(number), key, "a fraction", "a whole number");
        return null;
    }

    private Written<string>? Text(JsonString key, JsonValue value)
    {
        if (value is JsonString text)
            return Text(text);
        Wrong(key, value, "a string");
        return null;
    }

    private EquatableArray<Written<string>> Names(JsonString key, JsonValue value)
    {
        if (value is JsonString one)
            return new([Text(one)]);
        if (value is JsonArray { Items.Count: > 0 } array && array.Items.All(item => item is JsonString))
            return new(array.Items.Select(item => Text((JsonString)item)));
        Wrong(key, (value as JsonArray)?.Items.FirstOrDefault(item => item is not JsonString) ?? value, "a name or an array of names");
        return EquatableArray<Written<string>>.Empty;
    }

    /// <summary>Numbers with 'x' between them, or null.</summary>
    private static EquatableArray<Written<long>>? Sizes(JsonString text)
    {
        var sizes = new List<Written<long>>();
        for (int start = 0; start <= text.Text.Length;)
        {
            int end = text.Text.IndexOf('x', start);
            end = end < 0 ? text.Text.Length : end;
            if (!ArchitectureParser.TryParse(text.Text.Substring(start, end - start), out long size))
                return null;
            sizes.Add(new(size, new Place(Part.File, text.Offsets[start], text.Offsets[end] - text.Offsets[start])));
            start = end + 1;
        }

        return new(sizes);
    }

    private EquatableArray<Written<long>> WrongSizes(JsonValue value, string key)
    {
        findings.Add(FindingTable.WrongType, In(value), key, value is JsonString text ? $"'{text.Text}'" : value.Kind, "a size, such as 4 or \"1x28x28\"");
        return NoNumbers;
    }

    private void Wrong(JsonString key, JsonValue value, string expected) =>
        findings.Add(FindingTable.WrongType, In(value), key.Text, value is JsonString text ? $"'{text.Text}'" : value.Kind, expected);

    private static Place In(JsonValue value) => new(Part.File, value.Start, value.End - value.Start);
}
