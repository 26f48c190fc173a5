using System.CommandLine;
using NetGen.Data;

namespace NetGen.Tool.Commands;

/// <summary>The options of every command that reads CSV files.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> _label = new("--label") { Description = "The column with the classes." };
    private readonly Option<string[]> _targets = Columns("--targets", "The columns with values to reach, in place of --label.");
    private readonly Option<string[]> _ignore = Columns("--ignore", "Columns to leave out.");
    private readonly Option<string> _separator = new("--separator") { Description = "What stands between two values; 'tab' for a tab.", DefaultValueFactory = _ => "," };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first row has values; columns are called 0, 1, 2 and so on." };

    public void AddTo(Command command)
    {
        command.Add(_label);
        command.Add(_targets);
        command.Add(_ignore);
        command.Add(_separator);
        command.Add(_noHeader);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file.</param>
    /// <param name="classes">The classes in their order, where a network knows them; empty otherwise.</param>
    /// <exception cref="UsageException">Neither or both of label and targets are named.</exception>
    public Table Read(ParseResult parsed, string path, IReadOnlyList<string> classes)
    {
        string? label = parsed.GetValue(_label);
        string[] targets = Split(parsed, _targets);
        if (label is null == (targets.Length == 0))
            throw new UsageException("Say either --label COLUMN for classes or --targets COLUMN,… for values to reach.");
        return Csv.Read(path, label, targets.Length > 0 ? targets : null, Split(parsed, _ignore), label is not null && classes.Count > 0 ? classes : null, Separator(parsed), !parsed.GetValue(_noHeader));
    }

    /// <summary>Rows of inputs alone: all columns but those that are named as label, targets or to be ignored.</summary>
    public double[] ReadInputs(ParseResult parsed, string path, int width)
    {
        string[] without = [.. Split(parsed, _ignore), .. Split(parsed, _targets), .. parsed.GetValue(_label) is { } label ? [label] : Array.Empty<string>()];
        return InputRows.Read(path, width, without, Separator(parsed), !parsed.GetValue(_noHeader));
    }

    private char Separator(ParseResult parsed) => parsed.GetRequiredValue(_separator) switch
    {
        "tab" => '\t',
        [char single] => single,
        string other => throw new UsageException($"Expected one character for --separator, or 'tab', got '{other}'."),
    };

    private static Option<string[]> Columns(string name, string description) =>
        new(name) { Description = description + " Several with commas between them.", DefaultValueFactory = _ => [] };

    private static string[] Split(ParseResult parsed, Option<string[]> option) =>
        [.. parsed.GetValue(option)!.SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
