using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>In: a plan. Out: its source files, one for each concern. Total: whatever can be planned is printed.</summary>
internal static class Emitter
{
    public static IReadOnlyList<EmittedFile> Emit(NetworkPlan plan) =>
        [Shell.Emit(plan), KernelsFile.Emit(plan), WeightsFile.Emit(plan), .. plan.Model.Trace ? [TraceFile.Emit(plan)] : Array.Empty<EmittedFile>()];
}
