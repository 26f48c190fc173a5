using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>An imported network as a project would have it: its JSON file compiled by the generator, its weights loaded from its file.</summary>
internal static class CompiledNetwork
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "NetGen.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the network makes of rows of inputs.</summary>
    public static double[] Forward(ImportedNetwork network, double[] inputs) => Forward(Compile(network.Spec, network.Name), network, inputs);

    /// <summary>The same for a network that is compiled already.</summary>
    public static double[] Forward(Type type, ImportedNetwork network, double[] inputs)
    {
        Type number = type.GetInterfaces().Single(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IInference<,>)).GetGenericArguments()[1];
        return Call(number == typeof(float) ? nameof(ForwardSingle) : nameof(ForwardDouble), type, Weights(network), inputs);
    }

    /// <summary>The network as an ONNX model again.</summary>
    public static byte[] Export(Type type, ImportedNetwork network) =>
        (byte[])typeof(CompiledNetwork).GetMethod(nameof(ExportSingle), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Weights(network)], null)!;

    /// <summary>What a stream makes of a sequence.</summary>
    public static double[] Run(ImportedNetwork network, double[] inputs) => Call(nameof(RunStream), Compile(network.Spec, network.Name), Weights(network), inputs);

    /// <summary>Networks that are compiled together, for predicting alone.</summary>
    public static Assembly Compile(params IReadOnlyList<ImportedNetwork> networks) => Compile(
        [.. networks.Select(network => new SpecFile($"/{network.Name}.netgen.json", network.Spec.Insert(1, "\n  \"training\": false,")))], "");

    /// <summary>What a network of that architecture and those parameters makes of rows of inputs. Biases that are missing are 0.</summary>
    public static double[] Forward(string architecture, double[] parameters, double[] inputs)
    {
        Type type = Compile("", "Net", $"[NetGen.Network(\"{architecture}\")] public partial class Net;");
        return Call(nameof(ForwardWith), type, parameters, inputs);
    }

    /// <summary>The class that a JSON file declares.</summary>
    public static Type Compile(string spec, string name, string source = "") =>
        Compile(spec.Length == 0 ? [] : [new SpecFile($"/{name}.netgen.json", spec)], source).GetType(name, throwOnError: true)!;

    private static Assembly Compile(SpecFile[] specs, string source)
    {
        var compilation = CSharpCompilation.Create(
            "Imported", [CSharpSyntaxTree.ParseText(source, Parsing)], References,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], specs, Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        using var image = new MemoryStream();
        var errors = diagnostics.Concat(generated.Emit(image).Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, $"{string.Join('\n', errors.Take(5).Select(error => error.ToString()))}\nof\n{string.Join('\n', specs.Select(spec => spec.GetText().ToString()))}{source}");
        image.Position = 0;
        return new AssemblyLoadContext("Imported", isCollectible: true).LoadFromStream(image);
    }

    private static double[] Call(string method, Type type, params object[] arguments) =>
        (double[])typeof(CompiledNetwork).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static MemoryStream Weights(ImportedNetwork network)
    {
        var weights = new MemoryStream();
        network.WriteWeights(weights);
        weights.Position = 0;
        return weights;
    }

    private static double[] RunStream<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IStreamingInference<TNetwork, float>
    {
        TNetwork network = TNetwork.Load(weights);
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Run(network.NewState(), Array.ConvertAll(inputs, value => (float)value), outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    private static byte[] ExportSingle<TNetwork>(Stream weights)
        where TNetwork : class, IInference<TNetwork, float>
    {
        using var model = new MemoryStream();
        TNetwork.Load(weights).ExportOnnx(model);
        return model.ToArray();
    }

    private static double[] ForwardSingle<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IInference<TNetwork, float>
    {
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork.Load(weights).ForwardBatch(Array.ConvertAll(inputs, value => (float)value), outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    private static double[] ForwardWith<TNetwork>(double[] parameters, double[] inputs)
        where TNetwork : class, IInference<TNetwork, float>
    {
        var network = TNetwork.Create(seed: 0);
        float[] flat = new float[TNetwork.ParameterCount];
        Array.ConvertAll(parameters, value => (float)value).CopyTo(flat, 0);
        network.SetParameters(flat);
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.ForwardBatch(Array.ConvertAll(inputs, value => (float)value), outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    private static double[] ForwardDouble<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IInference<TNetwork, double>
    {
        double[] outputs = new double[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork.Load(weights).ForwardBatch(inputs, outputs);
        return outputs;
    }

    private sealed class SpecFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
