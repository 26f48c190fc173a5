using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Onnx.Comparing;
using NetGen.Tool.Networks;
using NetGen.Tool.Runtimes;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen verify</c>: an import against ONNX Runtime.</summary>
internal static class VerifyCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        var samples = new Option<int>("--samples") { Description = "How many random samples are compared, each of standard normal numbers.", DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { Description = "Of the random samples.", DefaultValueFactory = _ => 1 };
        var tolerance = new Option<double>("--tolerance") { Description = "The largest difference that is let pass, relative to the largest output.", DefaultValueFactory = _ => 1e-5 };
        var data = new Option<string?>("--data") { Description = "A CSV file with further samples, one a row." };
        Option<string?> library = LibraryOption();
        var options = new DataOptions();
        var command = new Command("verify", "Compare the import of an ONNX model with what ONNX Runtime computes.") { samples, seed, tolerance, data, library };
        model.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = model.Path(parsed);
            if (!path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"{path}: ONNX Runtime runs ONNX models; expected a file that ends with .onnx.");
            NetworkSource source = model.Source(parsed);
            Origin origin = source.Imported!.Origin ?? throw new NotSupportedException($"{path}: the model does not give back what its states become, so that its steps cannot be compared.");
            var network = CompiledNetwork.Of(source);
            double[] inputs =
            [
                .. Difference.Draw(Math.Max(parsed.GetValue(samples), 1), network.InputSize, parsed.GetValue(seed)),
                .. parsed.GetValue(data) is { } file ? options.ReadInputs(parsed, file, network.InputSize) : [],
            ];
            using var runtime = OnnxRuntime.Open(path, origin, parsed.GetValue(library));
            return Show(terminal, Difference.Of(network, runtime, inputs), parsed.GetValue(tolerance));
        });
        return command;
    }

    public static Option<string?> LibraryOption() =>
        new("--onnxruntime") { Description = "The native library of ONNX Runtime, or its folder; unless given, that of a restored package Microsoft.ML.OnnxRuntime." };

    private static int Show(Terminal terminal, Difference worst, double tolerance)
    {
        bool isClose = worst.Absolute <= tolerance * worst.Largest;
        JsonObject facts = worst.Facts();
        facts["agrees"] = isClose;
        facts["onnxRuntime"] = OnnxRuntime.Version;
        terminal.Show(facts, () =>
        {
            terminal.Line(worst.ToString());
            terminal.Line(isClose ? "they agree" : string.Create(CultureInfo.InvariantCulture, $"they do not agree: more than {tolerance:G3} of the largest output"));
        });
        return isClose ? Cli.Success : Cli.WrongInput;
    }
}
