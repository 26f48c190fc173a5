using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Tool.Networks;
using NetGen.Tool.Runtimes;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen bench</c>: nanoseconds per sample, the least that the processor could take, and ONNX Runtime beside it.</summary>
internal static class BenchCommand
{
    public static Command Of(Terminal terminal)
    {
        var model = new ModelArgument();
        Option<string?> library = VerifyCommand.LibraryOption();
        var command = new Command("bench", "Measure nanoseconds per sample on one thread, against the processor's limit and ONNX Runtime.") { library };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            NetworkSource source = model.Source(parsed);
            CompiledNetwork network = CompiledNetwork.Of(source);
            double limit = Roofline.Nanoseconds(network.Info);
            double alone = network.NanosecondsAlone();
            double? batch = network.NanosecondsInBatch();
            double? other = OtherNanoseconds(network, source, parsed.GetValue(library));
            var facts = new JsonObject
            {
                ["nanoseconds"] = alone,
                ["nanosecondsInBatch"] = batch,
                ["rooflineNanoseconds"] = limit,
                ["onnxRuntimeNanoseconds"] = other,
                ["onnxRuntime"] = other is null ? null : OnnxRuntime.Version,
                ["multiplyAdds"] = network.Info.MultiplyAdds,
            };
            List<(string What, double? Time)> rows =
            [
                ("one sample", alone), ("one of a batch of 256", batch), ("the least for one sample: its multiply-adds, or loading the weights", limit),
                (other is null ? "ONNX Runtime (not installed, or not for this network)" : $"ONNX Runtime {OnnxRuntime.Version}, one sample", other),
            ];
            terminal.Show(facts, () =>
            {
                terminal.Line($"{network.Info.Name}: {network.Info.Architecture}, {network.Info.MultiplyAdds} multiply-adds, one thread");
                terminal.Table(["", "ns", "of NetGen's"], rows.Select(row => new[] { row.What, Text(row.Time, "F1"), Text(row.Time / alone, "0.00") }), numbersFrom: 1);
            });
            return Cli.Success;
        });
        return command;
    }

    /// <summary>Of the model itself where it is one of ONNX, and of its export otherwise; null where that is not to be had.</summary>
    private static double? OtherNanoseconds(CompiledNetwork network, NetworkSource source, string? library)
    {
        string? exported = null;
        try
        {
            if (source.Imported?.Origin is { } origin)
            {
                using OnnxRuntime? runtime = OnnxRuntime.TryOpen(source.File, origin, library);
                return runtime?.NanosecondsAlone();
            }
            exported = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
            network.ExportOnnx(exported);
            using OnnxRuntime? other = OnnxRuntime.TryOpen(exported, null, library);
            return other?.NanosecondsAlone();
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException && library is null)
        {
            return null;
        }
        finally
        {
            if (exported is not null)
                File.Delete(exported);
        }
    }

    private static string Text(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
