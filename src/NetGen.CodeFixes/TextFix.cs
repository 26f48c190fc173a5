using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>A fix that changes a few characters where the diagnostic is, in C# or in another file of the project.</summary>
public abstract class TextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        TextDocument document = context.TextDocument;
        SourceText text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? root = document is Document code ? await code.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) : null;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Fix(diagnostic, text, root) is not var (title, change))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(With(document, text.WithChanges(change))), equivalenceKey: GetType().Name),
                diagnostic);
        }
    }

    /// <summary>What is offered, in words and as a change; null where there is not one right answer.</summary>
    /// <param name="root">Null where the file is not C#.</param>
    protected abstract (string Title, TextChange Change)? Fix(Diagnostic diagnostic, SourceText text, SyntaxNode? root);

    private static Solution With(TextDocument document, SourceText text)
    {
        Solution solution = document.Project.Solution;
        return document is Document ? solution.WithDocumentText(document.Id, text) : solution.WithAdditionalDocumentText(document.Id, text);
    }
}
