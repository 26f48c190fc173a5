using System.Globalization;

namespace NetGen.Insight;

/// <summary>Numbers of a trace as text.</summary>
internal static class TraceText
{
    /// <summary>Rows, and columns, that a table prints.</summary>
    public const int MostCells = 12;

    /// <summary>Six digits, and no sign on a 0.</summary>
    public static string Number<T>(T number)
        where T : unmanaged
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{number:G6}");
        return text == "-0" ? "0" : text;
    }

    public static string Row<T>(ReadOnlyMemory<T> values)
        where T : unmanaged => string.Join("  ", Cells(values));

    /// <summary>A matrix, or a vector in one line.</summary>
    public static string Table<T>(IReadOnlyList<int> shape, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        int columns = shape[^1], rows = values.Length / columns;
        string[] numbers = [.. Enumerable.Range(0, Math.Min(columns, MostCells)).Select(column => $"{column}"), .. columns > MostCells ? ["…"] : Array.Empty<string>()];
        if (shape.Count == 1)
        {
            var line = new TextTable(numbers);
            line.Add([.. Cells(values)]);
            return line.ToString();
        }
        var table = new TextTable(["", .. numbers]);
        for (int row = 0; row < Math.Min(rows, MostCells); row++)
            table.Add([$"{row}", .. Cells(values.Slice(row * columns, columns))]);
        if (rows > MostCells)
            table.Add(["…", .. numbers.Select(_ => "…")]);
        return table.ToString();
    }

    private static IEnumerable<string> Cells<T>(ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        for (int index = 0; index < Math.Min(values.Length, MostCells); index++)
            yield return Number(values.Span[index]);
        if (values.Length > MostCells)
            yield return "…";
    }
}
