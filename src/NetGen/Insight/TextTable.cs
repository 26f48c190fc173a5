using System.Text;

namespace NetGen.Insight;

/// <summary>Columns of text under headings, words to the left and numbers to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The first column that is aligned to the right.</summary>
    public int NumbersFrom { get; init; }

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Lines that end in \n but for the last, without blanks at their ends.</summary>
    public override string ToString()
    {
        int[] widths = [.. headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        string rule = new('─', widths.Sum() + 2 * (widths.Length - 1));
        var text = new StringBuilder();
        text.Append(Line(headings, widths)).Append('\n').Append(rule);
        foreach (string[] row in _rows)
            text.Append('\n').Append(Line(row, widths));
        return text.Append('\n').Append(rule).ToString();
    }

    private string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => column < NumbersFrom ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
}
