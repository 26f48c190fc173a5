using System.Reflection;
using System.Text;

namespace NetGen.Benchmarks.Report;

/// <summary>The report: docs/benchmarks.md, the chart beside it, and a summary in the README.</summary>
internal sealed class Document
{
    /// <summary>What makes the report.</summary>
    public const string Command = "dotnet run -c Release --project tests/NetGen.Benchmarks";

    /// <summary>The repository's folder.</summary>
    public static readonly string Root = typeof(Document).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    private const string Start = "<!-- benchmarks -->\n", End = "<!-- /benchmarks -->\n";

    private readonly StringBuilder _sections = new();

    private static string Heading => $"{Machine.Description}\n\n```sh\n{Command}\n```\n";

    /// <summary>Appends a section and returns its text.</summary>
    public string Add(string title, string text)
    {
        string section = $"\n## {title}\n\n{text}";
        _sections.Append(section);
        return section;
    }

    /// <summary>Writes the files; in the README only what stands between the two comments.</summary>
    public void Save(IReadOnlyList<KernelTime> kernels)
    {
        File.WriteAllText(Path.Combine(Root, "docs", "benchmarks.md"), $"# Benchmarks\n\n{Heading}\n![](benchmarks.svg)\n{_sections}");
        File.WriteAllText(Path.Combine(Root, "docs", "benchmarks.svg"), Chart.Draw(kernels));

        string path = Path.Combine(Root, "README.md"), readme = File.ReadAllText(path);
        int start = readme.IndexOf(Start, StringComparison.Ordinal), end = readme.IndexOf(End, StringComparison.Ordinal);
        if (start >= 0 && start < end)
            File.WriteAllText(path, $"{readme[..(start + Start.Length)]}\n{Summary.Of(kernels)}\n{Heading}\n{readme[end..]}");
    }
}
