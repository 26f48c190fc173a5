using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator;

/// <summary>Finds the source characters that characters of a string literal's value were written with.</summary>
internal static class StringLiteral
{
    /// <summary>The span in the file, or null where the expression is no literal: a constant, a concatenation.</summary>
    public static TextSpan? Find(ExpressionSyntax expression, int start, int length)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        if (expression is not LiteralExpressionSyntax { Token: var token })
            return null;

        List<TextSpan>? characters = Characters(token);
        if (characters is null || characters.Count != token.ValueText.Length || length < 1 || start + length > characters.Count)
            return null;
        return TextSpan.FromBounds(token.SpanStart + characters[start].Start, token.SpanStart + characters[start + length - 1].End);
    }

    /// <summary>For each character of the value, its span within the token's text.</summary>
    private static List<TextSpan>? Characters(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken when token.Text[0] == '@' => Verbatim(token.Text),
        SyntaxKind.StringLiteralToken => Regular(token.Text),
        SyntaxKind.SingleLineRawStringLiteralToken => SingleLineRaw(token.Text),
        SyntaxKind.MultiLineRawStringLiteralToken => MultiLineRaw(token.Text),
        _ => null,
    };

    private static List<TextSpan> Regular(string text)
    {
        var characters = new List<TextSpan>();
        for (int i = 1; i < text.Length - 1;)
        {
            int length = text[i] == '\\' ? EscapeLength(text, i) : 1;
            characters.Add(new TextSpan(i, length));
            if (length == 10 && !text.Substring(i + 2, 8).StartsWith("0000", StringComparison.Ordinal))
                characters.Add(new TextSpan(i, length));
            i += length;
        }

        return characters;
    }

    private static int EscapeLength(string text, int backslash) => text[backslash + 1] switch
    {
        'u' => 6,
        'U' => 10,
        'x' => 2 + text.Skip(backslash + 2).Take(4).TakeWhile(Uri.IsHexDigit).Count(),
        _ => 2,
    };

    private static List<TextSpan> Verbatim(string text)
    {
        var characters = new List<TextSpan>();
        for (int i = 2; i < text.Length - 1; i += characters[characters.Count - 1].Length)
            characters.Add(new TextSpan(i, text[i] == '"' ? 2 : 1));
        return characters;
    }

    private static List<TextSpan> SingleLineRaw(string text)
    {
        int quotes = text.TakeWhile(character => character == '"').Count();
        return Enumerable.Range(quotes, text.Length - 2 * quotes).Select(i => new TextSpan(i, 1)).ToList();
    }

    /// <summary>The lines between the quotes' own lines, each without the white space that the last line begins with.</summary>
    private static List<TextSpan> MultiLineRaw(string text)
    {
        TextLineCollection lines = SourceText.From(text).Lines;
        string last = lines[lines.Count - 1].ToString();
        int indentation = last.Length - last.TrimStart().Length;

        var characters = new List<TextSpan>();
        for (int i = 1; i < lines.Count - 1; i++)
        {
            TextLine line = lines[i];
            int end = i == lines.Count - 2 ? line.End : line.EndIncludingLineBreak;
            for (int j = Math.Min(line.Start + indentation, line.End); j < end; j++)
                characters.Add(new TextSpan(j, 1));
        }

        return characters;
    }
}
