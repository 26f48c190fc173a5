using System.CommandLine;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Commands;

/// <summary>The options of every command that reads models.</summary>
internal sealed class WishOptions
{
    private readonly Option<string[]> _outputs = new("--output") { Description = "The model's output that the network is to have, or any value before it; several by as many options.", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _name = new("--name") { Description = "The class of the network; unless given, made of the file's name." };
    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of the class; unless given, the global one." };
    private readonly Option<string?> _architecture = new("--architecture") { Description = "The architecture, such as 4-8:relu-3:softmax, for files that do not say it." };

    public void AddTo(Command command)
    {
        command.Add(_outputs);
        command.Add(_name);
        command.Add(_namespace);
        command.Add(_architecture);
    }

    public ImportWishes Of(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_outputs), parsed.GetValue(_name), parsed.GetValue(_namespace), parsed.GetValue(_architecture));
}
