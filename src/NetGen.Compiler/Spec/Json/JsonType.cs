namespace NetGen.Compiler.Spec.Json;

/// <summary>What a key may have as its value.</summary>
internal enum JsonType
{
    Text,
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>An array of strings.</summary>
    Texts,
}
