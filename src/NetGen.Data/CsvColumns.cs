using System.Globalization;
using nietras.SeparatedValues;

namespace NetGen.Data;

/// <summary>What each column of a file is for; reads rows accordingly, and knows how to say what is wrong with one.</summary>
internal sealed class CsvColumns
{
    private readonly string _path;
    private readonly string[] _names;
    private readonly int[] _inputs, _targets;
    private readonly int _label = -1;

    /// <summary>Made of the first row, which names the columns or only shows how many there are.</summary>
    public CsvColumns(
        string path, SepReader.Row first, bool header, char separator, string? label, IReadOnlyList<string> targets, IReadOnlyList<string> ignore)
    {
        _path = path;
        _names = new string[first.ColCount];
        for (int column = 0; column < _names.Length; column++)
            _names[column] = header ? first[column].Span.Trim().ToString() : column.ToString(CultureInfo.InvariantCulture);

        int line = Line(first);
        if (label is not null)
            _label = Find(label, line, separator);
        _targets = [.. targets.Select(name => Find(name, line, separator))];
        int[] taken = [_label, .. _targets, .. ignore.Select(name => Find(name, line, separator))];
        _inputs = [.. Enumerable.Range(0, _names.Length).Except(taken)];
        if (_inputs.Length == 0)
            throw new ArgumentException($"{path} has no columns but those that are named as label, targets or to be ignored; the others are the inputs.", nameof(path));
    }

    public string[] InputNames => Array.ConvertAll(_inputs, column => _names[column]);

    public void Read(SepReader.Row row, List<float> inputs, List<float> targets, ClassColumn classes)
    {
        if (row.ColCount != _names.Length)
            throw new FormatException($"{_path}, line {Line(row)}: expected {_names.Length} values, got {row.ColCount}: '{row.Span}'.");
        foreach (int column in _inputs)
            inputs.Add(Number(row, column));
        foreach (int column in _targets)
            targets.Add(Number(row, column));
        if (_label >= 0)
        {
            ReadOnlySpan<char> text = row[_label].Span.Trim();
            if (classes.Refuse(text) is { } reason)
                throw Wrong(row, _label, reason, text);
            classes.Add(text);
        }
    }

    private float Number(SepReader.Row row, int column)
    {
        ReadOnlySpan<char> text = row[column].Span.Trim();
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number)
            ? number
            : throw Wrong(row, column, "expected a finite number", text);
    }

    private FormatException Wrong(SepReader.Row row, int column, string expected, ReadOnlySpan<char> text) =>
        new($"{_path}, line {Line(row)}, column '{_names[column]}': {expected}, got {(text.IsEmpty ? "nothing" : $"'{text}'")}.");

    /// <summary>The first of the row's lines, from 1. Of the very first row Sep gives the line after it.</summary>
    private static int Line(SepReader.Row row) => row.RowIndex == 0 ? 1 : row.LineNumberFrom;

    private int Find(string name, int line, char separator)
    {
        int column = Array.IndexOf(_names, name);
        if (column >= 0 && column == Array.LastIndexOf(_names, name))
            return column;
        if (column >= 0)
            throw new FormatException($"{_path}, line {line}: there are two columns '{name}'.");

        string hint = "";
        if (_names.Length == 1 && _names[0].IndexOfAny([',', ';', '\t', '|']) is >= 0 and int at)
            hint = $" Values are expected between '{separator}'; should they be between {(_names[0][at] == '\t' ? "tabs" : $"'{_names[0][at]}'")} (separator)?";
        throw new FormatException($"{_path}, line {line}: there is no column '{name}'; there are '{string.Join("', '", _names)}'.{hint}");
    }
}
