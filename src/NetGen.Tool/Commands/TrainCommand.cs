using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NetGen.Data;
using NetGen.Onnx;
using NetGen.Tool.Networks;
using NetGen.Tool.Reports;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen train</c>: from a CSV file to a network's two files, and a report.</summary>
internal static class TrainCommand
{
    private const int EnoughSteps = 3000, FewestEpochs = 20, MostEpochs = 500;

    /// <summary>Of classes: what keeps weights from growing ever further to tell samples apart that are told already. Values have scales of their own, for which no penalty is right.</summary>
    private const double PenaltyOfClasses = 0.001;

    /// <summary>The optimizers, and the rates that a training begins with unless one is given: of those that are usual, the larger, as it falls to nothing.</summary>
    private static readonly Dictionary<string, (double Rate, Func<double, Optimizer> Make)> Optimizers = new()
    {
        ["adam"] = (0.01, rate => new Adam(rate)),
        ["adamw"] = (0.01, rate => new AdamW(rate)),
        ["nadam"] = (0.01, rate => new NAdam(rate)),
        ["rmsprop"] = (0.01, rate => new RmsProp(rate)),
        ["sgd"] = (0.05, rate => new Sgd(rate, momentum: 0.9)),
        ["lion"] = (0.001, rate => new Lion(rate)),
    };

    public static Command Of(Terminal terminal)
    {
        var data = new Argument<string>("DATA") { Description = "A CSV file; columns that are not named as something else are inputs." };
        var network = new Option<string>("--network") { Description = "The architecture, such as 4-6:relu-3, or a *.netgen.json. With --label, the last layer is softmax unless it says otherwise.", Required = true };
        var name = new Option<string?>("--name") { Description = "The class of the network; unless given, made of the file's name." };
        var folder = new Option<string>("--folder", "-o") { Description = "Where the files go; made if need be.", DefaultValueFactory = _ => "." };
        var epochs = new Option<int?>("--epochs") { Description = $"How often all samples are gone through; unless given, {FewestEpochs} to {MostEpochs} times, so that there are {EnoughSteps} steps." };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 16, Description = "Samples a step." };
        var optimizer = new Option<string>("--optimizer") { DefaultValueFactory = _ => "adam", Description = "How gradients move parameters." };
        optimizer.AcceptOnlyFromAmong([.. Optimizers.Keys]);
        var rate = new Option<double?>("--rate") { Description = "The learning rate of the first epoch, from which it falls along a cosine to 0; unless given, 0.01, 0.05 with sgd, 0.001 with lion." };
        var l2 = new Option<double?>("--l2") { Description = "A penalty of half of this times the squares of the weights; unless given, 0.001 with --label, and none with --targets." };
        var test = new Option<double>("--test") { DefaultValueFactory = _ => 0.2, Description = "The fraction of the samples that is kept back to test on." };
        var patience = new Option<int?>("--patience") { Description = "Stop after so many epochs in a row without a better test loss." };
        var seed = new Option<int>("--seed") { Description = "Of first weights, split and shuffling: the same seed gives the same weights." };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1, Description = "The weights are the same for every number." };
        var scale = new Option<Scaling>("--scale") { Description = "How inputs are scaled before a first dense layer, into which the scaling is folded afterwards.", DefaultValueFactory = _ => Scaling.Standard };
        var options = new DataOptions();
        var command = new Command("train", "Train a network on a CSV file: writes NAME.netgen.json, NAME.safetensors and report.html. Ctrl-C ends the training and keeps the best weights.")
        {
            data, network, name, folder, epochs, batch, optimizer, rate, l2, test, patience, seed, threads, scale,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(data);
            Table table = options.Read(parsed, file, []);
            (double usual, Func<double, Optimizer> make) = Optimizers[parsed.GetRequiredValue(optimizer)];
            double tested = parsed.GetValue(test);
            int samples = parsed.GetValue(batch);
            var settings = new TrainingSettings(
                parsed.GetValue(epochs) ?? Epochs(table.Dataset.Count * (1 - tested) / samples), samples, make(parsed.GetValue(rate) ?? usual), parsed.GetValue(l2) ?? (table.Dataset.Labels.IsEmpty ? 0 : PenaltyOfClasses),
                tested, parsed.GetValue(seed), parsed.GetValue(threads), parsed.GetValue(patience), parsed.GetValue(scale));
            string named = parsed.GetValue(name) ?? OnnxImporter.ClassName(Path.GetFileNameWithoutExtension(file));
            Run(terminal, file, table, NetworkSource.OfText(parsed.GetRequiredValue(network), named, table.ClassNames), settings, parsed.GetRequiredValue(folder));
            return Cli.Success;
        });
        return command;
    }

    private static int Epochs(double steps) => (int)Math.Clamp(Math.Ceiling(EnoughSteps / Math.Max(steps, 1)), FewestEpochs, MostEpochs);

    private static void Run(Terminal terminal, string file, Table table, NetworkSource source, TrainingSettings settings, string folder)
    {
        CompiledNetwork network = CompiledNetwork.Of(source, settings.Seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(terminal.Interruption);
        using PosixSignalRegistration signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            // The training ends between two batches, and what is best so far is written.
            context.Cancel = true;
            stop.Cancel();
        });
        var progress = new TrainingProgress(terminal, settings.Epochs);
        Outcome training = network.Train(table, settings, progress, stop.Token);
        progress.End();
        if (training.History.Best is not { } best)
            throw new OperationCanceledException("The training was ended before its first epoch was; nothing is written.");

        Directory.CreateDirectory(folder);
        string Of(string name) => Path.Combine(folder, name);
        string[] files = [Of(source.ClassName + ".netgen.json"), Of(source.ClassName + ".safetensors"), Of("report.html")];
        string report = Report.Of(file, table, source, network, settings, training);
        network.Save(files[1]);
        File.WriteAllText(files[0], source.Spec);
        File.WriteAllText(files[2], report);

        JsonObject facts = EvaluateCommand.Facts(training.Test);
        facts["architecture"] = network.Info.Architecture;
        facts["epochs"] = training.History.Epochs.Count;
        facts["bestEpoch"] = best.Epoch;
        facts["interrupted"] = stop.IsCancellationRequested;
        facts["files"] = new JsonArray([.. files.Select(name => JsonValue.Create(name))]);
        terminal.Show(facts, () =>
        {
            terminal.Line($"{training.TrainCount} samples to train on, {training.TestCount} kept back, by whose loss epoch {best.Epoch} of {training.History.Epochs.Count} was best{(stop.IsCancellationRequested ? ", where the training was interrupted" : "")}.");
            terminal.Line(training.Test.ToString());
            terminal.Line($"written: {string.Join(", ", files)}");
        });
    }
}
