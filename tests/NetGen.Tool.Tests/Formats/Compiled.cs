using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;
using NetGen.Onnx;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Imported networks as a project would have them: their JSON compiled by the generator, their weights loaded.</summary>
internal static class Compiled
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "NetGen.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What each network makes of its rows of inputs; of a streaming one, of the steps of a stream.</summary>
    public static IReadOnlyList<double[]> Run(params (ImportedNetwork Network, double[] Inputs)[] cases) =>
        [.. Classes([.. cases.Select(each => each.Network)]).Zip(cases, (type, each) => Run(type, each.Network, each.Inputs))];

    /// <summary>Of each network in double the gradient of its loss by its parameters.</summary>
    public static IReadOnlyList<double[]> Gradients(params (ImportedNetwork Network, double[] Inputs, double[] Targets)[] cases) =>
        [.. Classes([.. cases.Select(each => each.Network)]).Zip(cases, (type, each) =>
        {
            bool isStream = type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IStreamingNetwork<,>));
            return Call(isStream ? nameof(GradientOfSteps) : nameof(GradientOfRows), type, each.Network, each.Inputs, each.Targets);
        })];

    private static Type[] Classes(IReadOnlyList<ImportedNetwork> networks)
    {
        var compilation = CSharpCompilation.Create("Imported", [CSharpSyntaxTree.ParseText("", Parsing)], References, new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], networks.Select(network => new SpecFile($"/{network.Name}.netgen.json", network.Spec)), Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        using var image = new MemoryStream();
        var errors = diagnostics.Concat(generated.Emit(image).Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5).Select(error => error.ToString())));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Imported", isCollectible: true).LoadFromStream(image);
        return [.. networks.Select(network => assembly.GetType(network.Name, throwOnError: true)!)];
    }

    private static double[] Run(Type type, ImportedNetwork network, double[] inputs)
    {
        Type contract = type.GetInterfaces().First(contract => contract.IsGenericType && (contract.GetGenericTypeDefinition() == typeof(IInference<,>) || contract.GetGenericTypeDefinition() == typeof(IStreamingInference<,>)));
        bool isSingle = contract.GetGenericArguments()[1] == typeof(float);
        string method = contract.GetGenericTypeDefinition() == typeof(IStreamingInference<,>)
            ? isSingle ? nameof(Steps) : nameof(DoubleSteps)
            : isSingle ? nameof(Rows) : nameof(DoubleRows);
        return Call(method, type, network, inputs);
    }

    /// <summary>Calls one of the methods below, which take a network's weights first.</summary>
    private static double[] Call(string method, Type type, ImportedNetwork network, params object[] arguments)
    {
        using var weights = new MemoryStream();
        network.WriteWeights(weights);
        weights.Position = 0;
        return (double[])typeof(Compiled).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [weights, .. arguments])!;
    }

    private static double[] Rows<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IInference<TNetwork, float>
    {
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork.Load(weights).ForwardBatch(Array.ConvertAll(inputs, value => (float)value), outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    private static double[] DoubleRows<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IInference<TNetwork, double>
    {
        double[] outputs = new double[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork.Load(weights).ForwardBatch(inputs, outputs);
        return outputs;
    }

    private static double[] Steps<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IStreamingInference<TNetwork, float>
    {
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork network = TNetwork.Load(weights);
        network.Run(network.NewState(), Array.ConvertAll(inputs, value => (float)value), outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    private static double[] DoubleSteps<TNetwork>(Stream weights, double[] inputs)
        where TNetwork : class, IStreamingInference<TNetwork, double>
    {
        double[] outputs = new double[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        TNetwork network = TNetwork.Load(weights);
        network.Run(network.NewState(), inputs, outputs);
        return outputs;
    }

    private static double[] GradientOfRows<TNetwork>(Stream weights, double[] inputs, double[] targets)
        where TNetwork : class, INetwork<TNetwork, double>
    {
        double[] gradient = new double[TNetwork.ParameterCount];
        TNetwork.Load(weights).Backward(inputs, targets, gradient);
        return gradient;
    }

    private static double[] GradientOfSteps<TNetwork>(Stream weights, double[] inputs, double[] targets)
        where TNetwork : class, IStreamingNetwork<TNetwork, double>
    {
        double[] gradient = new double[TNetwork.ParameterCount];
        TNetwork.Load(weights).BackwardSequence(inputs, targets, gradient);
        return gradient;
    }

    private sealed class SpecFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
