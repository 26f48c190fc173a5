using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>A page of the documentation: a file of Markdown that users read.</summary>
/// <param name="Path">Within the repository, with /.</param>
internal sealed partial record Page(string Path)
{
    private readonly string _text = File.ReadAllText(System.IO.Path.Combine(Setting.Repository, Path));

    /// <summary>All pages: those of the root, docs, and what lies beside the sources of packages and samples.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Setting.Repository, "*.md")
            .Concat(new[] { "docs", "samples", "src" }.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Setting.Repository, folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => System.IO.Path.GetRelativePath(Setting.Repository, file).Replace('\\', '/'))
            .Where(path => !Built().IsMatch(path) && !path.Contains("/AnalyzerReleases.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path)),
    ];

    /// <summary>Fenced blocks, in order.</summary>
    public IEnumerable<Block> Blocks => Fence().Matches(_text).Select(match => new Block(
        match.Groups["language"].Value is "cs" ? "csharp" : match.Groups["language"].Value,
        match.Groups["text"].Value,
        1 + _text.AsSpan(0, match.Groups["text"].Index).Count('\n'),
        match.Groups["file"].Value));

    /// <summary>What links lead to within the repository: a path, with the heading behind # where there is one.</summary>
    public IEnumerable<(string Path, string Heading)> Links => Link().Matches(_text).Select(match => (Within(match.Groups[1].Value), match.Groups[2].Value));

    /// <summary>Headings as links name them.</summary>
    public IEnumerable<string> Headings => Heading().Matches(_text).Select(line => NoLetters().Replace(line.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'), ""));

    public override string ToString() => Path;

    private string Within(string target) => System.IO.Path.GetRelativePath(
        Setting.Repository,
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Setting.Repository, System.IO.Path.GetDirectoryName(Path)!, target))).Replace('\\', '/');

    /// <summary>A fenced block.</summary>
    /// <param name="Language">Behind the fence; cs is csharp.</param>
    /// <param name="Text">Between the fences.</param>
    /// <param name="Line">Of its first line in the page.</param>
    /// <param name="File">The file of C# that the line before names; empty where it names none.</param>
    public sealed record Block(string Language, string Text, int Line, string File);

    [GeneratedRegex("(?:`(?<file>\\w+\\.cs)`[^\n]*\n\n)?^```(?<language>\\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("\\]\\(([\\w./-]+)(?:#([\\w-]+))?\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^\\w-]")]
    private static partial Regex NoLetters();

    [GeneratedRegex("/(?:bin|obj)/")]
    private static partial Regex Built();
}
