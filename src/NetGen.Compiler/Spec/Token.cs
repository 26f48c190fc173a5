namespace NetGen.Compiler.Spec;

internal enum TokenKind
{
    /// <summary>Decimal digits.</summary>
    Number,

    /// <summary>Letters and underscores.</summary>
    Word,

    Dash,
    Colon,
    Unknown,
    End,
}

/// <summary>The smallest piece of an architecture text.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, string Text)
{
    public int End => Start + Text.Length;
}
