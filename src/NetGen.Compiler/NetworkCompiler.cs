using System.Globalization;
using NetGen.Compiler.Emit;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler;

/// <summary>
/// The way through: a declaration becomes a spec, a spec a model, a model C#. Whatever can be wrong with a network is a finding
/// by the end of <see cref="Analyze"/>; a valid model always emits.
/// </summary>
internal static class NetworkCompiler
{
    /// <summary>What a declaration means, or what is wrong with it.</summary>
    /// <exception cref="StageException">A defect of NetGen.</exception>
    public static Analysis Analyze(NetworkDeclaration declaration, HostDeclaration host, ProjectContext project)
    {
        var findings = new FindingList();
        NetworkSpec spec = Stage("Spec", () => SpecReader.Read(declaration, host, project, findings));
        return Stage("Model", () => ModelBuilder.Build(spec, host, project, findings));
    }

    /// <summary>The source files of a valid network.</summary>
    /// <exception cref="StageException">A defect of NetGen.</exception>
    public static IReadOnlyList<EmittedFile> Emit(NetworkModel model) =>
        Stage("Emit", () => Declaration.With(model.Host, Emitter.Emit(Stage("Plan", () => Planner.Plan(model)))));

    /// <summary>The public surface of a network in error.</summary>
    /// <exception cref="StageException">A defect of NetGen.</exception>
    public static IReadOnlyList<EmittedFile> Emit(BrokenNetwork network) => Stage("Emit", () => Declaration.With(network.Host, [Surface.Emit(network)]));

    /// <summary>Runs a stage in the invariant culture, in which numbers look the same on every machine.</summary>
    private static T Stage<T>(string name, Func<T> run)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return run();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new StageException(name, exception);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
