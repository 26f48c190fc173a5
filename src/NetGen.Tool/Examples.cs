using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NetGen.Tool;

/// <summary>Help with examples below.</summary>
internal sealed class Examples(Terminal terminal, HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Lines = new()
    {
        ["netgen"] = ["netgen import policy.onnx", "netgen predict Policy.netgen.json 0.1,0.2,0.3", "netgen train iris.csv --network 4-6:relu-3 --label species"],
        ["import"] = ["netgen import policy.onnx", "netgen import policy.onnx -o Networks --output logits --name Policy --namespace Game", "netgen import weights.safetensors --architecture 4-8:relu-3:softmax"],
        ["export"] = ["netgen export Iris.safetensors --to onnx", "netgen export Iris.netgen.json -o models/iris.onnx"],
        ["verify"] = ["netgen verify policy.onnx", "netgen verify policy.onnx --output logits --samples 1000"],
        ["train"] = ["netgen train iris.csv --network 4-6:relu-3 --label species", "netgen train houses.csv --network 8-32:relu-1 --targets price --ignore id --epochs 500 --optimizer adamw --rate 0.01"],
        ["inspect"] = ["netgen inspect policy.onnx", "netgen inspect Iris.safetensors --json"],
        ["evaluate"] = ["netgen evaluate Iris.safetensors test.csv --label species"],
        ["predict"] = ["netgen predict Iris.safetensors 5.1,3.5,1.4,0.2", "netgen predict Iris.safetensors --data flowers.csv --ignore species --json"],
        ["bench"] = ["netgen bench policy.onnx"],
        ["plot"] = ["netgen plot Iris.safetensors -o iris.png", "netgen plot Iris.safetensors --kind confusion --data test.csv --label species"],
        ["completion"] = ["netgen completion bash > ~/.local/share/bash-completion/completions/netgen"],
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string[] examples = Lines[command is RootCommand ? "netgen" : command.Name];
        terminal.Line("Examples:");
        foreach (string line in examples)
            terminal.Line("  " + line);
        return code;
    }
}
