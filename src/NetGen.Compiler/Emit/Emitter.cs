using NetGen.Compiler.Plan;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Emit;

/// <summary>In: a plan. Out: its source files, one for each concern. Total: whatever can be planned is printed.</summary>
internal static class Emitter
{
    public static IReadOnlyList<EmittedFile> Emit(NetworkPlan plan)
    {
        var program = new NetworkProgram(plan);
        return [Shell.Emit(plan, program), KernelsFile.Emit(plan, program), WeightsFile.Emit(plan), .. plan.Model.Trace ? [TraceFile.Emit(plan)] : Array.Empty<EmittedFile>()];
    }
}
