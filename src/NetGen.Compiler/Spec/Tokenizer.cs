namespace NetGen.Compiler.Spec;

/// <summary>
/// Splits an architecture text into tokens. Letters and digits are apart, so that "6c5", "28x28x1" and "8gru" are tokens of
/// one language with "6"; a name such as "relu6" is put together by the parser.
/// </summary>
internal static class Tokenizer
{
    /// <summary>The tokens of the whole text, with an End after the last character.</summary>
    public static IReadOnlyList<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (int start = 0; start < text.Length;)
        {
            TokenKind kind = KindOf(text[start]);
            int end = start + 1;
            while (kind is TokenKind.Number or TokenKind.Word && end < text.Length && KindOf(text[end]) == kind)
                end++;
            if (char.IsHighSurrogate(text[start]) && end < text.Length && char.IsLowSurrogate(text[end]))
                end++;
            tokens.Add(new Token(kind, start, text.Substring(start, end - start)));
            start = end;
        }

        tokens.Add(new Token(TokenKind.End, text.Length, ""));
        return tokens;
    }

    private static TokenKind KindOf(char character) => character switch
    {
        '-' => TokenKind.Dash,
        ':' => TokenKind.Colon,
        '_' => TokenKind.Word,
        >= '0' and <= '9' => TokenKind.Number,
        _ when char.IsLetter(character) => TokenKind.Word,
        _ => TokenKind.Unknown,
    };
}
