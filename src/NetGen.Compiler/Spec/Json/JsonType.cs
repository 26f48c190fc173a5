namespace NetGen.Compiler.Spec.Json;

/// <summary>What a key may have as its value.</summary>
internal enum JsonType
{
    Text,
    Number,

    /// <summary>An array of strings.</summary>
    Texts,
}
