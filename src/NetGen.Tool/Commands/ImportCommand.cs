using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Onnx.Comparing;
using NetGen.Tool.Formats;
using NetGen.Tool.Networks;
using NetGen.Tool.Runtimes;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen import</c>: a model becomes the two files of a network.</summary>
internal static class ImportCommand
{
    private const int Samples = 200;

    /// <summary>The largest difference of an import, relative to the largest output.</summary>
    private const double Tolerance = 1e-4;

    public static Command Of(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "The file of the model." };
        var folder = new Option<string>("--folder", "-o") { Description = "Where the two files go; made if need be.", DefaultValueFactory = _ => "." };
        var wishes = new WishOptions();
        var command = new Command("import", "Turn a model into NAME.netgen.json and NAME.safetensors, which a project compiles, and hold the network against the model.") { model, folder };
        wishes.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(model);
            Write(terminal, path, ModelFormats.Read(path, wishes.Of(parsed)), parsed.GetRequiredValue(folder));
            return Cli.Success;
        });
        return command;
    }

    /// <summary>Writes a network's two files, if it computes what the model does.</summary>
    /// <exception cref="InvalidDataException">It does not; nothing is written.</exception>
    public static void Write(Terminal terminal, string model, ImportedNetwork network, string folder)
    {
        Difference? difference = Compare(model, network);
        if (difference is { Relative: > Tolerance })
            throw new InvalidDataException($"{Path.GetFileName(model)}: the network does not compute what the model does, {difference}. Nothing is written: this is a defect of netgen's.");
        Directory.CreateDirectory(folder);
        network.Save(folder);
        string[] files = [.. new[] { network.Name + ".netgen.json", network.WeightsName }.Select(name => Path.Combine(folder, name))];
        var facts = new JsonObject
        {
            ["name"] = network.Name,
            ["architecture"] = network.Architecture,
            ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
            ["report"] = new JsonArray([.. network.Report.Select(line => JsonValue.Create(line))]),
            ["checked"] = difference?.Facts(),
        };
        terminal.Show(facts, () => terminal.Table(
            ["", network.Name],
            network.Report.Select(line => line.Split(": ", 2)).Append(["checked", Checked(network, difference)]).Append(["written", string.Join(", ", files)])));
    }

    /// <summary>The network, compiled as a project has it, against ONNX Runtime, or against the model's nodes where that is not installed; null where there is nothing to compare with.</summary>
    private static Difference? Compare(string model, ImportedNetwork network)
    {
        const long Affordable = 100_000_000;
        if (network.Origin is not { } origin)
            return null;
        var compiled = CompiledNetwork.Of(NetworkSource.Of(model, network).WithoutTraining());
        try
        {
            using OnnxRuntime? runtime = OnnxRuntime.TryOpen(model, origin, library: null);
            if (runtime is not null)
                return Difference.Of(compiled, runtime, Difference.Draw(Samples, compiled.InputSize, seed: 1));
        }
        catch (InvalidDataException)
        {
            // It has no part of the model, or another version of its library is installed.
        }
        int samples = (int)Math.Clamp(Affordable / Math.Max(compiled.Info.MultiplyAdds, 1), 4, Samples);
        return Difference.Of(compiled, new NodeByNode(origin), Difference.Draw(samples, compiled.InputSize, seed: 1));
    }

    private static string Checked(ImportedNetwork network, Difference? difference) => difference is not null
        ? string.Create(CultureInfo.InvariantCulture, $"{difference.Samples} random samples against {difference.By}: at most {difference.Relative:G2} of the largest output apart")
        : network.Layers is null
            ? "names, shapes and number of all weights; the file says no outputs, so compare one with the program that made it"
            : "nothing: the model does not give back what its states become";
}
