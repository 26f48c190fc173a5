using System.Text;

namespace NetGen.Benchmarks.Report;

/// <summary>A table in Markdown: the first column to the left, numbers to the right, columns aligned in the text as well.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Append(3).Max())];
        var text = new StringBuilder();
        Append(header);
        text.Append('|');
        for (int column = 0; column < widths.Length; column++)
            text.Append(' ').Append('-', widths[column] - (column == 0 ? 0 : 1)).Append(column == 0 ? " |" : ": |");
        text.Append('\n');
        foreach (string[] row in _rows)
            Append(row);
        return text.ToString();

        void Append(string[] cells)
        {
            text.Append('|');
            for (int column = 0; column < cells.Length; column++)
                text.Append(' ').Append(column == 0 ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column])).Append(" |");
            text.Append('\n');
        }
    }
}
