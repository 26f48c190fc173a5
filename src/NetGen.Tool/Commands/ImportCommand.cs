using System.CommandLine;
using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen import</c>: a model becomes the two files of a network.</summary>
internal static class ImportCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "The file of the model." };
        var folder = new Option<string>("--folder", "-o") { Description = "Where the two files go; made if need be.", DefaultValueFactory = _ => "." };
        var wishes = new WishOptions();
        var command = new Command("import", "Turn a model into NAME.netgen.json and NAME.safetensors, which a project compiles.") { model, folder };
        wishes.AddTo(command);
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(model), parsed.GetRequiredValue(folder), wishes.Of(parsed)));
        return command;
    }

    private static int Run(Terminal terminal, string model, string folder, ImportWishes wishes)
    {
        ImportedNetwork network = ModelFormats.Read(model, wishes);
        Directory.CreateDirectory(folder);
        network.Save(folder);
        string[] files = [.. new[] { network.Name + ".netgen.json", network.WeightsName }.Select(name => Path.Combine(folder, name))];
        var facts = new JsonObject
        {
            ["name"] = network.Name,
            ["architecture"] = network.Architecture,
            ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
            ["report"] = new JsonArray([.. network.Report.Select(line => JsonValue.Create(line))]),
        };
        terminal.Show(facts, () =>
        {
            terminal.Table(["", network.Name], network.Report.Select(line => line.Split(": ", 2)).Append(["written", string.Join(", ", files)]));
        });
        return Cli.Success;
    }
}
