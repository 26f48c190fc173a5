using System.Globalization;
using System.Reflection;
using NetGen.Compiler;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>A network as written in an attribute, and its meaning by a reading of the text that is independent of the compiler's.</summary>
internal sealed record Declaration(string Architecture)
{
    public string Hidden { get; init; } = "ReLU";

    public string Output { get; init; } = "Identity";

    /// <summary>Null where the declaration leaves it to the output activation.</summary>
    public string? Loss { get; init; }

    public bool IsDouble { get; init; }

    /// <summary>Whether another seed gives other parameters.</summary>
    public bool IsDrawnAtRandom { get; init; } = true;

    public static Declaration Of(Type network)
    {
        var attribute = network.GetCustomAttribute<NetworkAttribute>()!;
        var named = network.GetCustomAttributesData().Single(data => data.AttributeType == typeof(NetworkAttribute)).NamedArguments;
        if (attribute.Spec is { } spec)
        {
            using var file = new StreamReader(network.Assembly.GetManifestResourceStream(spec)!);
            return new("") { Json = file.ReadToEnd() };
        }

        return new(attribute.Architecture!)
        {
            Hidden = attribute.Hidden.ToString(),
            Output = attribute.Output.ToString(),
            Loss = named.Any(argument => argument.MemberName == nameof(NetworkAttribute.Loss)) ? attribute.Loss.ToString() : null,
            IsDrawnAtRandom = !named.Any(argument => argument.MemberName == nameof(NetworkAttribute.Initializer))
                || attribute.Initializer is not (NetGen.Initializer.Zeros or NetGen.Initializer.Ones or NetGen.Initializer.Constant),
            IsDouble = attribute.Precision == NetGen.Precision.Double,
        };
    }

    /// <summary>A JSON file that says all, in place of what else there is; its meaning is then the compiler's own.</summary>
    public string? Json { get; init; }

    public static string FileOf(string className) => className + ".netgen.json";

    public NetworkModel ToModel()
    {
        if (Json is not null)
            return OfFile();
        string[][] parts = Architecture.Split('-').Select(part => part.Split(':')).ToArray();
        var layers = new List<Layer>();
        Shape shape = Shape.Of(Array.ConvertAll(parts[0][0].Split('x'), int.Parse));
        for (int l = 1; l < parts.Length; l++)
        {
            string fallback = l == parts.Length - 1 ? Output : parts[l + 1][0] is "bn" or "ln" ? "Identity" : Hidden;
            layers.Add(LayerReading.Of(parts[l][0], l + 1 < parts.Length ? parts[l + 1][0] : null, shape, Registry.FindActivation(parts[l].Length > 1 ? parts[l][1] : fallback)!));
            shape = layers[^1].Output;
        }

        return new(
            new HostType("", EquatableArray<string>.Empty, "Network", "Network", "Network"),
            new([new Port(null, Shape.Of(Array.ConvertAll(parts[0][0].Split('x'), int.Parse)))]),
            new([new Port(null, layers[^1].Output)]),
            Node.Chain(layers),
            Registry.FindLoss(Loss ?? DefaultLoss(layers[^1].Activation.Name))!,
            InitializerScale: 1,
            InitialBias: 0,
            IsDouble ? Compiler.Model.Precision.Double : Compiler.Model.Precision.Single,
            Weights: null,
            Classes: EquatableArray<string>.Empty,
            Trace: false,
            Training: true);
    }

    /// <summary>The declaration as C#, on a class of that name.</summary>
    public string ToSource(string className) => Json is not null
        ? $"[NetGen.Network(Spec = \"{FileOf(className)}\")] public sealed partial class {className};\n"
        : $"[NetGen.Network(\"{Architecture}\", Hidden = NetGen.Activation.{Hidden}, Output = NetGen.Activation.{Output}"
        + (Loss is null ? "" : $", Loss = NetGen.Loss.{Loss}")
        + (IsDouble ? ", Precision = NetGen.Precision.Double" : "")
        + $")] public sealed partial class {className};\n";

    private NetworkModel OfFile()
    {
        var file = SpecFile.Read(FileOf("Network"), FileOf("Network"), Json!);
        var host = new HostDeclaration("", EquatableArray<OuterType>.Empty, "class", "Network", "", "Network", HostTraits.Partial, EquatableArray<DeclaredMember>.Empty);
        Analysis analysis = NetworkCompiler.Analyze(new NetworkDeclaration { Spec = file.Path }, host, ProjectContext.Empty with { Specs = new([file]) });
        Assert.True(analysis.Model is not null, string.Join('\n', analysis.Findings.Select(finding => $"{finding.Kind.Id} {string.Format(CultureInfo.InvariantCulture, finding.Kind.Message, [.. finding.Arguments])}")));
        return analysis.Model;
    }

    private static string DefaultLoss(string output) => output switch
    {
        "Softmax" or "LogSoftmax" => "CrossEntropy",
        "Sigmoid" => "BinaryCrossEntropy",
        _ => "MeanSquaredError",
    };
}
