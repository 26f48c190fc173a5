using System.Text;
using nietras.SeparatedValues;

namespace NetGen.Data;

/// <summary>Reads CSV files. Safe to call from many threads at once.</summary>
public static class Csv
{
    /// <summary>
    /// Reads a file of numbers, where one column may have classes. All columns that are not named here are inputs. Quotes around
    /// values are taken off, spaces and empty lines left out; numbers have a decimal point, whatever the machine's culture.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="label">
    /// The column with the classes. Whole numbers from 0 to 65,535 are the classes themselves; words, or whatever else there is,
    /// are numbered in alphabetical order, so that the order of the rows does not matter.
    /// </param>
    /// <param name="targets">The columns with values to reach, in the order wanted; in place of <paramref name="label"/>.</param>
    /// <param name="ignore">Columns to leave out, such as the number of the row.</param>
    /// <param name="classes">
    /// What stands in the label column, in the order of the classes: for a file that may lack one, or for another order than the
    /// alphabet's. A network's own <c>Classes</c>, for example.
    /// </param>
    /// <param name="separator">What stands between two values.</param>
    /// <param name="header">Whether the first row names the columns; without, they are called "0", "1", "2" and so on.</param>
    /// <returns>The rows and what their columns are called.</returns>
    /// <exception cref="ArgumentException">Neither or both of <paramref name="label"/> and <paramref name="targets"/> are given, or no column is left for the inputs.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// The file is empty, lacks a column, has a row of another length, or has a value that is no finite number or no class. The
    /// message names file, line, column and text.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Table Read(
        string path,
        string? label = null,
        IReadOnlyList<string>? targets = null,
        IReadOnlyList<string>? ignore = null,
        IReadOnlyList<string>? classes = null,
        char separator = ',',
        bool header = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (label is null == (targets is null or []))
            throw new ArgumentException("Say either which column has the classes, label: \"species\", or which have the values to reach, targets: [\"price\"].", nameof(label));
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}', looked for as '{Path.GetFullPath(path)}'.", path);

        using var text = new StreamReader(path, Encoding.UTF8);
        using SepReader reader = Sep.New(separator)
            .Reader(options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true })
            .From(text);
        CsvColumns? columns = null;
        var classColumn = new ClassColumn(classes);
        (List<float> inputs, List<float> reached, int count) = ([], [], 0);
        foreach (SepReader.Row row in reader)
        {
            if (row.ColCount == 1 && row.Span.Trim().IsEmpty)
                continue;
            bool isFirst = columns is null;
            columns ??= new(path, row, header, separator, label, targets ?? [], ignore ?? []);
            if (isFirst && header)
                continue;
            columns.Read(row, inputs, reached, classColumn);
            count++;
        }

        if (columns is null)
            throw new FormatException($"{path} is empty.");
        if (count == 0)
            throw new FormatException($"{path} has no rows but its header.");
        if (targets is { Count: > 0 })
            return new(Dataset.Of(inputs.ToArray(), reached.ToArray(), count), columns.InputNames, [], [.. targets]);
        (int[] labels, string[] names) = classColumn.ToLabels();
        return new(Dataset.Of(inputs.ToArray(), labels), columns.InputNames, names, []);
    }
}
