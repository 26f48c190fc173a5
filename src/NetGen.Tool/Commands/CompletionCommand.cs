using System.CommandLine;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen completion</c>: a script that lets a shell complete command lines.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _netgen() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(netgen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _netgen netgen
        """;

    private const string Zsh = """
        _netgen() {
            local -a words_found
            words_found=("${(@f)$(netgen "[suggest:${CURSOR}]" "${BUFFER}" 2> /dev/null)}")
            compadd -a words_found || _files
        }
        compdef _netgen netgen
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName netgen -ScriptBlock {
            param($word, $line, $position)
            netgen "[suggest:$position]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Of(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Write a script that lets the shell complete netgen's command lines.") { shell };
        command.SetAction(parsed =>
        {
            string script = parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell };
            terminal.Show(new() { ["script"] = script }, () => terminal.Line(script));
            return Cli.Success;
        });
        return command;
    }
}
