namespace NetGen.Package.Tests;

/// <summary>A model goes from a file into a program, by the packages alone.</summary>
public sealed class OnnxTests(PackedPackage package)
{
    private const string Exporting = """
        using NetGen.Onnx;

        var iris = new Iris(1);
        iris.ExportOnnx("model.onnx");
        OnnxImporter.Import("model.onnx", name: "Imported").Save(".");
        float[] output = new float[3];
        iris.Forward([1f, -2f, 3f, 0.5f], output);
        System.Console.WriteLine(string.Join(' ', output));

        [NetGen.Network("4-6:tanh-3")]
        public partial class Iris;
        """;

    private const string Predicting = """
        float[] output = new float[3];
        Imported.Pretrained.Forward([1f, -2f, 3f, 0.5f], output);
        System.Console.WriteLine(string.Join(' ', output));
        """;

    [Fact]
    public async Task Model_BecomesAClassOfTheProgram()
    {
        using var project = new ScratchProject(package, Exporting);

        (await project.Dotnet("add", "package", "NetGen.Onnx", "--version", package.Version)).Succeeds();
        (await project.Dotnet("build")).Succeeds();
        Command export = (await project.Run()).Succeeds();
        project.Write("Program.cs", Predicting);
        (await project.Dotnet("build")).Succeeds();
        Command predict = (await project.Run()).Succeeds();

        Assert.Equal(3, export.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(export.Output, predict.Output);
    }
}
