using System.CommandLine;
using System.Text.Json.Nodes;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen evaluate</c>: how good a network is on data.</summary>
internal static class EvaluateCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var data = new Argument<string>("DATA") { Description = "A CSV file; columns that are not named as something else are inputs." };
        var options = new DataOptions();
        var command = new Command("evaluate", "Measure how good a network is on a CSV file.");
        model.AddTo(command);
        command.Add(data);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            CompiledNetwork network = model.Network(parsed);
            Evaluation evaluation = network.Evaluate(options.Read(parsed, parsed.GetRequiredValue(data), network.Classes));
            terminal.Show(Facts(evaluation), () => terminal.Line(evaluation.ToString()));
            return Cli.Success;
        });
        return command;
    }

    /// <summary>The measures, of classes or of values.</summary>
    public static JsonObject Facts(Evaluation evaluation)
    {
        var facts = new JsonObject { ["samples"] = evaluation.Count, ["loss"] = evaluation.Loss };
        if (!evaluation.HasClasses)
        {
            facts["meanSquaredError"] = evaluation.MeanSquaredError;
            facts["meanAbsoluteError"] = evaluation.MeanAbsoluteError;
            facts["r2"] = double.IsFinite(evaluation.R2) ? evaluation.R2 : null;
            return facts;
        }
        ConfusionMatrix confusion = evaluation.Confusion;
        int[] labels = [.. Enumerable.Range(0, confusion.Size)];
        facts["accuracy"] = evaluation.Accuracy;
        facts["f1"] = evaluation.F1.Macro;
        facts["classes"] = new JsonArray([.. confusion.Names.Select(name => JsonValue.Create(name))]);
        facts["confusion"] = new JsonArray([.. labels.Select(actual => new JsonArray([.. labels.Select(predicted => JsonValue.Create(confusion[actual, predicted]))]))]);
        return facts;
    }
}
