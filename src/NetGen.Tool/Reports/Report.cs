using System.Globalization;
using System.Net;
using System.Text;
using NetGen.Data;
using NetGen.Plots;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Reports;

/// <summary>What a training came to, as one HTML file that needs no other: pictures are part of it.</summary>
internal static class Report
{
    private const int MostColumns = 200;
    private const int MostEpochs = 2000;

    private const string Style = """
        :root { color-scheme: light; }
        body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.7rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #d8dee4; padding-bottom: .2rem; }
        table { border-collapse: collapse; margin: .6rem 0; } th, td { padding: .2rem .8rem; border-bottom: 1px solid #e6eaee; text-align: right; font-variant-numeric: tabular-nums; }
        th:first-child, td:first-child, .facts td { text-align: left; } th { color: #57606a; font-weight: 600; }
        pre { background: #f6f8fa; padding: .8rem 1rem; border-radius: 6px; overflow-x: auto; font: 14px/1.45 ui-monospace, monospace; }
        img { max-width: 100%; height: auto; } .lead { color: #57606a; margin-top: .2rem; }
        """;

    public static string Of(string file, Table table, NetworkSource source, CompiledNetwork network, TrainingSettings settings, Outcome training)
    {
        var page = new StringBuilder();
        EpochResult best = training.History.Best!;
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(source.ClassName)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{Text(source.ClassName)}</h1>
            <p class="lead">{Text(network.Info.Architecture)}, trained on {Text(Path.GetFileName(file))}: {Text(Headline(training.Test))}</p>

            """);
        Rows(page, "Training", [], [
            ["Network", network.Info.Architecture],
            ["Parameters", Number(network.Info.ParameterCount)],
            ["Samples", $"{training.TrainCount} to train on, {training.TestCount} kept back, by whose loss the best epoch is chosen"],
            ["Optimizer", settings.Optimizer.GetType().Name + $", rate {Number(settings.Optimizer.LearningRate)}" + (settings.L2 > 0 ? $", L2 {Number(settings.L2)}" : "")],
            ["Batch", Number(settings.BatchSize)],
            ["Inputs", training.IsScaled ? $"scaled ({settings.Scale}), which is folded into the first layer" : "as they are"],
            ["Seed", Number(settings.Seed)],
            ["Epochs", $"{training.History.Epochs.Count}, of which epoch {best.Epoch} was best and is what is written"],
        ]);
        Section(page, "Loss", Curve(training.History));
        Section(page, "Test", (training.Test.HasClasses ? Image(Plot.ConfusionMatrix(training.Test), "confusion matrix") : "") + $"<pre>{Text(training.Test.ToString())}</pre>");
        Section(page, "Network", (network.Info.Layers.All(layer => layer.Kind == "Dense") ? Image(network.Diagram(), "units and weights") : "") + $"<pre>{Text(network.Info.ToString())}</pre>");
        Inputs(page, table);
        Section(page, "In your program", $"""
            <p>Put <code>{Text(source.ClassName)}.netgen.json</code> and <code>{Text(source.ClassName)}.safetensors</code> into a project that references the package NetGen. The class is there:</p>
            <pre>{Text(Code(source.ClassName, table, network))}</pre>
            """);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Headline(Evaluation test) => test.HasClasses
        ? string.Create(CultureInfo.InvariantCulture, $"{test.Accuracy:0.0%} of {test.Count} samples that were kept back are told rightly.")
        : string.Create(CultureInfo.InvariantCulture, $"R² {test.R2:F4} on {test.Count} samples that were kept back.");

    private static void Inputs(StringBuilder page, Table table)
    {
        Dataset<float> data = table.Dataset;
        IEnumerable<string[]> columns = table.ColumnNames.Take(MostColumns).Select((name, column) =>
        {
            double[] values = [.. Enumerable.Range(0, data.Count).Select(row => (double)data.Inputs.Span[row * data.InputSize + column])];
            double mean = values.Average();
            return new[] { name, Number(values.Min()), Number(mean), Number(Math.Sqrt(values.Average(value => (value - mean) * (value - mean)))), Number(values.Max()) };
        });
        Rows(page, "Data", ["Input", "Least", "Mean", "Deviation", "Most"], columns);
        if (table.ColumnNames.Count > MostColumns)
            page.Append(CultureInfo.InvariantCulture, $"<p>and {table.ColumnNames.Count - MostColumns} inputs more</p>\n");
        if (table.ClassNames.Count > 0)
        {
            int[] labels = data.Labels.ToArray();
            Rows(page, "Classes", ["Class", "Samples"], table.ClassNames.Select((name, label) => new[] { name, Number(labels.Count(other => other == label)) }));
        }
    }

    private static string Code(string name, Table table, CompiledNetwork network)
    {
        Dataset<float> data = table.Dataset;
        string sample = string.Join(", ", data.Inputs.Span[..Math.Min(data.InputSize, 8)].ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture) + (network.Info.Precision == Precision.Double ? "" : "f")));
        string inputs = data.InputSize > 8 ? $"// {data.InputSize} values, the first of which are: {sample}\n" : $"// {string.Join(", ", table.ColumnNames)}\n";
        string type = network.Info.Precision == Precision.Double ? "double" : "float";
        string values = data.InputSize > 8 ? $"new {type}[{data.InputSize}]" : $"[{sample}]";
        return inputs + (network.Classes.Count > 0
            ? $"string told = {name}.Pretrained.PredictClass({values});"
            : $"{type}[] output = new {type}[{network.OutputSize}];   // {string.Join(", ", table.TargetNames)}\n{name}.Pretrained.Forward({values}, output);");
    }

    /// <summary>Of a long training, every so many epochs.</summary>
    private static string Curve(History history)
    {
        int every = (history.Epochs.Count + MostEpochs - 1) / MostEpochs;
        History drawn = history with { Epochs = [.. history.Epochs.Where((_, index) => index % every == 0)] };
        return Image(Plot.LossCurve(drawn), "loss of each epoch") + (every > 1 ? $"<p>One epoch of {every} is drawn.</p>" : "");
    }

    private static void Rows(StringBuilder page, string title, string[] head, IEnumerable<string[]> rows)
    {
        var content = new StringBuilder(head.Length > 0 ? "<table>\n" : "<table class=\"facts\">\n");
        if (head.Length > 0)
            content.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(head.Select(cell => $"<th>{Text(cell)}</th>"))}</tr>\n");
        foreach (string[] row in rows)
            content.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>\n");
        Section(page, title, content.Append("</table>").ToString());
    }

    private static void Section(StringBuilder page, string title, string content) => page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>\n{content}\n");

    /// <summary>As a file within the page, so that the names inside one picture do not meet those of another.</summary>
    private static string Image(Picture picture, string alternative)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".svg");
        try
        {
            picture.Save(path);
            return $"<p><img alt=\"{Text(alternative)}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(File.ReadAllBytes(path))}\"></p>";
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
