using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler;
using NetGen.Compiler.Spec;

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
        IncrementalValuesProvider<SpecFile> specs = Project.ReadSpecs(context).WithTrackingName(Steps.Spec);
        IncrementalValueProvider<ProjectContext> project = Project.Read(context, specs.Collect()).WithTrackingName(Steps.Project);

        IncrementalValuesProvider<AttributedClass> classes = context.SyntaxProvider
            .ForAttributeWithMetadataName("NetGen.NetworkAttribute", (node, _) => node is TypeDeclarationSyntax, AttributedClass.Read)
            .SelectMany((attributed, _) => attributed.AsEnumerable());
        IncrementalValuesProvider<StandaloneFile> files = specs
            .Combine(project)
            .Combine(context.CompilationProvider)
            .Select((pair, _) => StandaloneFile.Read(pair.Left.Left, pair.Left.Right, pair.Right));

        AddSources(classes.SelectMany((attributed, _) => attributed.Network.AsEnumerable()));
        AddSources(files.SelectMany((file, _) => file.Network.AsEnumerable()));

        IncrementalValueProvider<ImmutableArray<SpecFile>> attached = classes.Combine(project).SelectMany((pair, _) => pair.Left.Attached(pair.Right)).Collect();
        context.RegisterSourceOutput(classes.Combine(project), (output, pair) => pair.Left.Report(output, pair.Right, _stages));
        context.RegisterSourceOutput(files.Combine(project).Combine(attached), (output, pair) =>
        {
            if (!pair.Right.Contains(pair.Left.Left.File))
                pair.Left.Left.Report(output, pair.Left.Right, _stages);
        });

        void AddSources(IncrementalValuesProvider<DeclaredNetwork> networks) => context.RegisterSourceOutput(
            networks
                .WithTrackingName(Steps.Declaration)
                .Combine(project)
                .Select((pair, _) => _stages.Analyze(pair.Left, pair.Right).WithoutFindings())
                .WithTrackingName(Steps.Model)
                .Select((analysis, _) => _stages.Emit(analysis))
                .WithTrackingName(Steps.Sources),
            (output, emission) => emission.AddTo(output));
    }
}
