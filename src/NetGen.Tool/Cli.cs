using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NetGen.Compiler.Findings;
using NetGen.Tool.Commands;
using NetGen.Tool.Formats;

namespace NetGen.Tool;

/// <summary>The command line: which commands there are, and what each outcome's exit code is.</summary>
internal static class Cli
{
    public const int Success = 0;
    public const int WrongInput = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs one command line.</summary>
    /// <returns>0, or 1 for input that is wrong and 2 for a command line that is.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        RootCommand root = Root(terminal);
        ParseResult parsed = root.Parse(arguments);
        terminal.IsJson = parsed.GetResult("--json") is { } asked && asked.Errors.Any() is false && parsed.GetValue<bool>("--json");
        if (parsed.Action is ParseErrorAction)
        {
            string command = parsed.CommandResult.Command == root ? "" : " " + parsed.CommandResult.Command.Name;
            terminal.Fail($"{string.Join(' ', parsed.Errors.Select(error => error.Message))}{Meant(parsed)} See netgen{command} --help.");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(new() { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException exception)
        {
            terminal.Fail(exception.Message);
            return WrongUsage;
        }
#pragma warning disable CA1031 // A program that ends tells what is wrong, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.Fail(Message(exception));
            return WrongInput;
        }
    }

    /// <summary>The command or option that a word which is none was probably to be.</summary>
    private static string Meant(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> known = [.. command.Subcommands.Select(other => other.Name), .. command.Options.Select(option => option.Name)];
        return parsed.UnmatchedTokens.Select(word => Suggestion.Nearest(word, known)).FirstOrDefault(nearest => nearest is not null) is { } meant ? $" Did you mean '{meant}'?" : "";
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Neural networks compiled into C#: brings models in, trains, inspects, measures and draws them.")
        {
            ImportCommand.Of(terminal),
            ExportCommand.Of(terminal),
            VerifyCommand.Of(terminal),
            TrainCommand.Of(terminal),
            InspectCommand.Of(terminal),
            EvaluateCommand.Of(terminal),
            PredictCommand.Of(terminal),
            BenchCommand.Of(terminal),
            PlotCommand.Of(terminal),
            CompletionCommand.Of(terminal),
        };
        root.Add(new Option<bool>("--json") { Description = "Write the result as one JSON object.", Recursive = true });
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Examples(terminal, (HelpAction)help.Action!);
        return root;
    }

    private static string Message(Exception exception) =>
        exception is System.Reflection.TargetInvocationException { InnerException: { } inner } ? Message(inner) : ErrorText.Of(exception);
}
