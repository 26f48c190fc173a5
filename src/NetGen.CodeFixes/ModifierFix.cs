using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>Writes the <c>partial</c> that a network, or a type around it, lacks, and leaves out the modifiers that it cannot have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModifierFix))]
[Shared]
public sealed class ModifierFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1001", "NG1002", "NG1003", "NG1006", "NG1010"];

    /// <inheritdoc/>
    protected override (string Title, TextChange Change)? Fix(Diagnostic diagnostic, SourceText text, SyntaxNode? root)
    {
        if (root?.FindNode(diagnostic.Location.SourceSpan) is not TypeDeclarationSyntax type)
            return null;
        return diagnostic.Id switch
        {
            "NG1003" => Without(SyntaxKind.StaticKeyword, type),
            "NG1006" => Without(SyntaxKind.FileKeyword, type),
            "NG1010" => Without(SyntaxKind.AbstractKeyword, type),
            _ => ("Write 'partial'", new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")),
        };
    }

    /// <summary>From the type, or from that around it which has the modifier.</summary>
    private static (string Title, TextChange Change)? Without(SyntaxKind kind, TypeDeclarationSyntax type)
    {
        SyntaxToken modifier = type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().SelectMany(outer => outer.Modifiers).FirstOrDefault(modifier => modifier.IsKind(kind));
        if (modifier == default)
            return null;
        return ($"Leave out '{modifier.Text}'", new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), ""));
    }
}
