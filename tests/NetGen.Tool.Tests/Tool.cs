using System.Text.Json.Nodes;

namespace NetGen.Tool.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record Tool(int Code, string Output, string Error)
{
    /// <summary>Runs a command line in this process.</summary>
    public static Tool Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Cli.Run(arguments, new Terminal(output, error));
        return new(code, output.ToString(), error.ToString());
    }

    public JsonNode Json => JsonNode.Parse(Output)!;
}
