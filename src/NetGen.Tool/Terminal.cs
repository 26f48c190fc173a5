using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace NetGen.Tool;

/// <summary>
/// Where a command writes: results to one writer, and what is wrong to the other. In a pipe there are no colours and lines are
/// not broken. With JSON, all that the first gets is one object.
/// </summary>
internal sealed class Terminal
{
    private const int EndlessWidth = 10_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Terminal(TextWriter output, TextWriter error)
    {
        Output = output;
        Error = error;
        var destination = new AnsiConsoleOutput(output);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = destination });
        IsInteractive = destination.IsTerminal;
        if (!IsInteractive)
            Console.Profile.Width = EndlessWidth;
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public IAnsiConsole Console { get; }

    public bool IsInteractive { get; }

    public bool IsJson { get; set; }

    /// <summary>Ends a training as Ctrl-C does.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Says what came of a command: the facts for machines, or what is written for people.</summary>
    public void Show(JsonObject facts, Action people)
    {
        if (IsJson)
            Output.WriteLine(facts.ToJsonString(Readable));
        else
            people();
    }

    public void Line(string text) => Output.WriteLine(text);

    public void Table(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows, int numbersFrom = int.MaxValue)
    {
        var table = new Table { Border = IsInteractive ? TableBorder.Rounded : TableBorder.Markdown };
        foreach ((int index, string column) in columns.Index())
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = index < numbersFrom ? Justify.Left : Justify.Right });
        foreach (IEnumerable<string> row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        Console.Write(table);
    }

    /// <summary>What was wrong, and for people where help is.</summary>
    public void Fail(string message)
    {
        if (IsJson)
            Output.WriteLine(new JsonObject { ["error"] = message }.ToJsonString(Readable));
        else
            Error.WriteLine($"netgen: {message}");
    }
}
