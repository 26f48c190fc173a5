namespace NetGen.Compiler.Spec;

/// <summary>Where the class that carries a network comes from.</summary>
internal enum HostOrigin
{
    /// <summary>The user declared it, with [Network].</summary>
    Attribute,

    /// <summary>A JSON file that stands alone names it, and nobody else has declared it.</summary>
    File,

    /// <summary>A JSON file that stands alone names it, and the user has written a part of it.</summary>
    FileAndClass,
}
