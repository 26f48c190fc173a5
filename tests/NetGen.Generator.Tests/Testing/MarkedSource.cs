using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests.Testing;

/// <summary>A source text in which <c>[|…|]</c> marks where diagnostics are expected.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static MarkedSource Parse(string marked)
    {
        var spans = new List<TextSpan>();
        for (var open = marked.IndexOf("[|", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("[|", StringComparison.Ordinal))
        {
            marked = marked.Remove(open, 2);
            var close = marked.IndexOf("|]", StringComparison.Ordinal);
            marked = marked.Remove(close, 2);
            spans.Add(TextSpan.FromBounds(open, close));
        }

        return new MarkedSource(marked, spans);
    }
}
