using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;

namespace NetGen.CodeFixes;

/// <summary>
/// Writes the word that a diagnostic says instead of the one that is there: the nearest known name, or a loss that fits. In an
/// attribute and in a *.netgen.json file alike.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectionFix), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class CorrectionFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1012", "NG1013", "NG1018", "NG2003", "NG2014", "NG2102", "NG3001"];

    /// <inheritdoc/>
    protected override (string Title, TextChange Change)? Fix(Diagnostic diagnostic, SourceText text, SyntaxNode? root)
    {
        if (!diagnostic.Properties.TryGetValue(CorrectionProperties.Written, out string? written) || written is null
            || !diagnostic.Properties.TryGetValue(CorrectionProperties.Instead, out string? instead) || instead is null
            || Find(written, text, diagnostic.Location.SourceSpan) is not { } span)
        {
            return null;
        }

        return ($"Write '{instead}'", new TextChange(span, instead));
    }

    /// <summary>
    /// The word, which is all of the diagnostic's characters but quotes and what stands before a dot. Null where they say it in
    /// another way: by a constant, by escaped characters.
    /// </summary>
    private static TextSpan? Find(string word, SourceText text, TextSpan within)
    {
        string found = text.ToString(within);
        int end = found.EndsWith("\"", StringComparison.Ordinal) ? found.Length - 1 : found.Length;
        int start = end - word.Length;
        return start >= 0
            && string.Equals(found.Substring(start, word.Length), word, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || found[start - 1] is '"' or '.')
            ? new TextSpan(within.Start + start, word.Length)
            : null;
    }
}
