using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Tests.Findings;

/// <summary>A text in which <c>[|…|]</c> marks where something is to be found.</summary>
internal sealed record Marked(string Text, int Start, int Length)
{
    public static Marked Parse(string marked)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal), end = marked.IndexOf("|]", start, StringComparison.Ordinal);
        return new(marked.Remove(end, 2).Remove(start, 2), start, end - start - 2);
    }

    public void AssertMarks(Finding finding, Part part, string id, string message)
    {
        Assert.Equal((id, message), (finding.Id, finding.Message));
        Assert.Equal((part, Start, Length), (finding.Where.Part, finding.Where.IsWhole ? 0 : finding.Where.Start, finding.Where.IsWhole ? Text.Length : finding.Where.Length));
    }
}
