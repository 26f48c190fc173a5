namespace NetGen.Compiler.Spec.Json;

/// <summary>A value of a JSON text and the characters that it was written with.</summary>
internal abstract record JsonValue(int Start, int End)
{
    /// <summary>What it is, as messages call it.</summary>
    public abstract string Kind { get; }
}

/// <summary>An object, with duplicates among its members where the text has them.</summary>
internal sealed record JsonObject(int Start, int End, IReadOnlyList<JsonMember> Members) : JsonValue(Start, End)
{
    public override string Kind => "an object";
}

/// <summary>A key and its value.</summary>
internal sealed record JsonMember(JsonString Key, JsonValue Value);

/// <summary>An array.</summary>
internal sealed record JsonArray(int Start, int End, IReadOnlyList<JsonValue> Items) : JsonValue(Start, End)
{
    public override string Kind => "an array";
}

/// <summary>A string.</summary>
/// <param name="Text">Its value.</param>
/// <param name="Offsets">Where each character of the value begins in the text, and after them the closing quote.</param>
internal sealed record JsonString(int Start, int End, string Text, IReadOnlyList<int> Offsets) : JsonValue(Start, End)
{
    public override string Kind => "a string";
}

/// <summary>A number, as the nearest double; infinite where it is too large for one.</summary>
internal sealed record JsonNumber(int Start, int End, double Value) : JsonValue(Start, End)
{
    public override string Kind => "a number";
}

/// <summary>true, false or null.</summary>
internal sealed record JsonWord(int Start, int End, string Text) : JsonValue(Start, End)
{
    public override string Kind => Text;
}
