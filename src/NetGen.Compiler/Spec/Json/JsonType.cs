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

    /// <summary>A number, or a string of numbers with 'x' between them.</summary>
    Size,

    /// <summary>An object of sizes by name.</summary>
    Sizes,

    /// <summary>An array of objects.</summary>
    Layers,
}
