using System.Reflection;
using System.Runtime.Intrinsics;
using System.Text;

namespace NetGen.Benchmarks.Report;

/// <summary>
/// The report: docs/benchmarks.md, a chart beside it, and a summary in the README. Each has a part for machines with vectors of
/// 512 bits and one for machines without; only this machine's is written.
/// </summary>
internal sealed class Document
{
    /// <summary>What makes the report.</summary>
    public const string Command = "dotnet run -c Release --project tests/NetGen.Benchmarks";

    /// <summary>The repository's folder.</summary>
    public static readonly string Root = typeof(Document).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    private static readonly string Bits = Vector512.IsHardwareAccelerated ? "512" : "256";

    private readonly StringBuilder _sections = new();

    private static string Heading => $"{Machine.Description}\n\n```sh\n{(Machine.StandsIn ? "DOTNET_EnableAVX512=0 " : "")}{Command}\n```\n";

    /// <summary>Appends a section and returns its text.</summary>
    public string Add(string title, string text)
    {
        string section = $"\n### {title}\n\n{text}";
        _sections.Append(section);
        return section;
    }

    /// <summary>Writes the chart, and in the two documents what stands between the comments of this machine's kind.</summary>
    public void Save(IReadOnlyList<KernelTime> kernels)
    {
        string chart = $"benchmarks-{Bits}.svg";
        File.WriteAllText(Path.Combine(Root, "docs", chart), Chart.Draw(kernels));
        Replace(Path.Combine(Root, "docs", "benchmarks.md"), $"{Heading}\n![]({chart})\n{_sections}");
        Replace(Path.Combine(Root, "README.md"), $"{Summary.Of(kernels)}\n{Heading}");
    }

    private static void Replace(string path, string text)
    {
        string document = File.ReadAllText(path), start = $"<!-- {Bits} bits -->\n", end = $"<!-- /{Bits} bits -->\n";
        int from = document.IndexOf(start, StringComparison.Ordinal) + start.Length, to = document.IndexOf(end, StringComparison.Ordinal);
        File.WriteAllText(path, $"{document[..from]}\n{text}\n{document[to..]}");
    }
}
