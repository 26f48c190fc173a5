using System.CommandLine;
using NetGen.Data;
using NetGen.Plots;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen plot</c>: a network drawn, or what it makes of data.</summary>
internal static class PlotCommand
{
    private const string Diagram = "diagram";
    private const string Confusion = "confusion";
    private const string Regions = "regions";

    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var file = new Option<string?>("--file", "-o") { Description = "The picture to write, .svg or .png; unless given, NAME.svg." };
        var kind = new Option<string>("--kind") { Description = "Units and weights, how many samples of each class are told to be of each, or which class is told where in the plane.", DefaultValueFactory = _ => Diagram };
        kind.AcceptOnlyFromAmong(Diagram, Confusion, Regions);
        var data = new Option<string?>("--data") { Description = $"A CSV file, for {Confusion} and {Regions}." };
        var options = new DataOptions();
        var command = new Command("plot", "Draw a network, or what it makes of data.") { file, kind, data };
        model.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetRequiredValue(kind);
            string? csv = parsed.GetValue(data);
            if (chosen != Diagram && csv is null)
                throw new UsageException($"Expected --data FILE.csv for --kind {chosen}.");
            CompiledNetwork network = model.Network(parsed);
            string path = parsed.GetValue(file) ?? network.Info.Name + ".svg";
            Draw(network, chosen, csv is null ? null : options.Read(parsed, csv, network.Classes)).Save(path);
            terminal.Show(new() { ["file"] = path }, () => terminal.Line(path));
            return Cli.Success;
        });
        return command;
    }

    private static Picture Draw(CompiledNetwork network, string kind, Table? data) => kind switch
    {
        Confusion => Plot.ConfusionMatrix(network.Evaluate(data!)),
        Regions => network.DecisionRegions(data!),
        _ => network.Diagram(),
    };
}
