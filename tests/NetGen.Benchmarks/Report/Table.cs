using System.Text;

namespace NetGen.Benchmarks.Report;

/// <summary>
/// A table in Markdown: the first column to the left, numbers to the right, columns aligned in the text as well. A column
/// without any content is left out.
/// </summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] columns = [.. Enumerable.Range(0, header.Length).Where(column => _rows.Any(row => row[column] != ""))];
        var text = new StringBuilder();
        Append(column => header[column], ' ');
        Append(column => column == columns[0] ? "-" : ":", '-');
        foreach (string[] row in _rows)
            Append(column => row[column], ' ');
        return text.ToString();

        void Append(Func<int, string> cell, char padding)
        {
            foreach (int column in columns)
            {
                int width = _rows.Max(row => Math.Max(row[column].Length, header[column].Length));
                text.Append("| ").Append(column == columns[0] ? cell(column).PadRight(width, padding) : cell(column).PadLeft(width, padding)).Append(' ');
            }

            text.Append("|\n");
        }
    }
}
