using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Import;

/// <summary>One model of a project, imported while it builds; run by <c>build/NetGen.Import.targets</c>.</summary>
internal static class Importer
{
    private const string Code = "NG4001";

    /// <summary>Imports the model that a file of settings names into the folder of that file.</summary>
    /// <param name="arguments">The path of the settings: one <c>key=value</c> a line.</param>
    /// <param name="output">Receives what is wrong, as MSBuild reads it: at the item in the project file.</param>
    /// <returns>0, or 1 where the model cannot be imported; the folder then has no network.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        Dictionary<string, string> settings = File.ReadLines(arguments[0]).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        string folder = Path.GetDirectoryName(Path.GetFullPath(arguments[0]))!;
        try
        {
            // Those of another name, from before.
            foreach (string old in Directory.EnumerateFiles(folder, "*.netgen.json").Concat(Directory.EnumerateFiles(folder, "*.safetensors")))
                File.Delete(old);
            ImportedNetwork network = ModelFormats.Read(settings["model"], new(Setting("outputs")?.Split('\t'), Setting("name"), Setting("namespace"), Setting("architecture")));
            network.Save(folder);
            File.WriteAllLines(Path.Combine(folder, "import.done"), network.Report);
            return 0;
        }
#pragma warning disable CA1031 // Whatever is wrong with the model is an error of the project's, at its item.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            output.WriteLine($"{Place(settings["project"], settings["item"])}: error {Code}: {Text(exception).ReplaceLineEndings(" ")}");
            return 1;
        }

        string? Setting(string key) => settings[key] is { Length: > 0 } value ? value : null;
    }

    /// <summary>What is wrong, in the words of the item.</summary>
    private static string Text(Exception exception) =>
        ErrorText.Of(exception) + (exception is ArgumentException { ParamName: "output" } ? " In the item: OutputName=\"…\"." : "");

    /// <summary>The line of the item in the file that defines it, or that file alone where a pattern defines several.</summary>
    private static string Place(string project, string item)
    {
        if (!File.Exists(project))
            return project;
        foreach ((int line, string text) in File.ReadLines(project).Index())
        {
            int column = text.IndexOf("NetGenModel", StringComparison.Ordinal);
            if (column >= 0 && text.Contains(item, StringComparison.Ordinal))
                return $"{project}({line + 1},{column + 1})";
        }
        return project;
    }
}
