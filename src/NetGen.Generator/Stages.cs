using NetGen.Compiler;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>The compiler's stages, run so that a defect in one of them is a finding on the one network that met it.</summary>
internal sealed class Stages(
    Func<NetworkDeclaration, HostDeclaration, ProjectContext, Analysis> analyze,
    Func<NetworkModel, IReadOnlyList<EmittedFile>> emit)
{
    public Analysis Analyze(DeclaredNetwork network, ProjectContext project)
    {
        try
        {
            return analyze(network.Declaration, network.Host, project);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Analysis(null, null, new EquatableArray<Finding>([Failure(network.Host.Name, exception)]));
        }
    }

    public Emission Emit(Analysis analysis)
    {
        try
        {
            return Emission.Of(analysis switch
            {
                { Model: { } model } => emit(model),
                { Broken: { } broken } => NetworkCompiler.Emit(broken),
                _ => [],
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            IReadOnlyList<EmittedFile> surface = analysis.Model is { } model ? NetworkCompiler.Emit(BrokenNetwork.Of(Outline.Of(model))) : [];
            HostType host = analysis.Model?.Host ?? analysis.Broken!.Host;
            return Emission.Of(surface) with { Failure = Failure(host.Name, exception) };
        }
    }

    /// <summary>NG0001 for an exception.</summary>
    public static Finding Failure(string network, Exception exception)
    {
        string stage = exception is StageException failed ? failed.Stage : "Generator";
        Exception cause = exception.InnerException is { } inner && exception is StageException ? inner : exception;
        return new Finding(
            FindingTable.StageFailed,
            Place.Whole(Part.Declaration),
            FindingTable.StageFailed.Severity,
            new EquatableArray<string>([network, stage, $"{cause.GetType().Name}: {cause.Message}"]));
    }
}
