using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler;

namespace NetGen.Generator;

/// <summary>
/// Hosts the compiler in csc and the IDE. Two outputs from one parse: sources from the model alone, made again only when the
/// network changes; diagnostics with real locations, computed from the current syntax.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private readonly Stages _stages;

    public NetworkGenerator()
        : this(new Stages(NetworkCompiler.Analyze, NetworkCompiler.Emit))
    {
    }

    internal NetworkGenerator(Stages stages) => _stages = stages;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = Project.Read(context).WithTrackingName(Steps.Project);

        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName("NetGen.NetworkAttribute", (node, _) => node is TypeDeclarationSyntax, AttributedClass.Read)
            .SelectMany((attributed, _) => attributed.AsEnumerable());

        var sources = classes
            .SelectMany((attributed, _) => attributed.Network.AsEnumerable())
            .WithTrackingName(Steps.Declaration)
            .Combine(project)
            .Select((pair, _) => _stages.Analyze(pair.Left, pair.Right).WithoutFindings())
            .WithTrackingName(Steps.Model)
            .Select((analysis, _) => _stages.Emit(analysis))
            .WithTrackingName(Steps.Sources);

        context.RegisterSourceOutput(sources, (output, emission) => emission.AddTo(output));
        context.RegisterSourceOutput(classes.Combine(project), (output, pair) => pair.Left.Report(output, pair.Right, _stages));
    }
}
