using System.CommandLine;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen export</c>: a network becomes a model for other programs.</summary>
internal static class ExportCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var to = new Option<string>("--to") { Description = "The format.", DefaultValueFactory = _ => "onnx" };
        to.AcceptOnlyFromAmong("onnx");
        var file = new Option<string?>("--file", "-o") { Description = "The file to write; unless given, NAME.onnx." };
        var command = new Command("export", "Write a network as an ONNX model (opset 18).") { to, file };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            CompiledNetwork network = model.Network(parsed);
            string path = parsed.GetValue(file) ?? network.Info.Name + ".onnx";
            network.ExportOnnx(path);
            terminal.Show(new() { ["file"] = path, ["architecture"] = network.Info.Architecture }, () => terminal.Line($"{path}: {network.Info.Architecture}, opset 18"));
            return Cli.Success;
        });
        return command;
    }
}
