using System.Globalization;
using nietras.SeparatedValues;

namespace NetGen.Tool.Commands;

/// <summary>Reads rows of inputs, which have neither classes nor values to reach.</summary>
internal static class InputRows
{
    /// <param name="path">The file.</param>
    /// <param name="width">How many values a row of inputs has.</param>
    /// <param name="without">The columns that are no inputs.</param>
    /// <param name="separator">What stands between two values.</param>
    /// <param name="header">Whether the first row names the columns.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">A value is no finite number, or there are not as many columns; the message says where.</exception>
    public static double[] Read(string path, int width, IReadOnlyList<string> without, char separator, bool header)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}', looked for as '{Path.GetFullPath(path)}'.", path);
        using var text = new StreamReader(path);
        using SepReader reader = Sep.New(separator).Reader(options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true }).From(text);
        var values = new List<double>();
        string[]? names = null;
        int line = 0;
        foreach (SepReader.Row row in reader)
        {
            line++;
            if (row.ColCount == 1 && row.Span.Trim().IsEmpty)
                continue;
            bool isFirst = names is null;
            if (names is null)
            {
                names = new string[row.ColCount];
                for (int column = 0; column < names.Length; column++)
                    names[column] = header ? row[column].Span.Trim().ToString() : column.ToString(CultureInfo.InvariantCulture);
                if (without.FirstOrDefault(name => !names.Contains(name)) is { } missing)
                    throw new FormatException($"{path}: there is no column '{missing}'; there are '{string.Join("', '", names)}'.");
                if (names.Length - names.Count(without.Contains) != width)
                    throw new FormatException($"{path}: expected {width} columns of inputs, found {names.Length - names.Count(without.Contains)}: '{string.Join("', '", names.Except(without))}'. Leave columns out with --ignore.");
            }
            if (isFirst && header)
                continue;
            if (row.ColCount != names.Length)
                throw new FormatException($"{path}, line {line}: expected {names.Length} values, got {row.ColCount}: '{row.Span}'.");
            for (int column = 0; column < names.Length; column++)
            {
                if (!without.Contains(names[column]))
                    values.Add(Number(row[column].Span.Trim(), $"{path}, line {line}, column '{names[column]}'"));
            }
        }
        return values.Count > 0 ? [.. values] : throw new FormatException($"{path} has no rows of values.");
    }

    /// <exception cref="FormatException">The text is no finite number; the message begins with where it stands.</exception>
    public static double Number(ReadOnlySpan<char> text, string where) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"{where}: expected a finite number, got '{text}'.");
}
