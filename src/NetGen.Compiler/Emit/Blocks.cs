using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Emit;

/// <summary>The loop of every batch driver: over blocks of samples, in scratch that does not grow with the batch.</summary>
internal static class Blocks
{
    /// <summary>Declares <c>start</c> and <c>rows</c> for the body.</summary>
    public static void Print(CodeWriter code, NetworkPlan plan, Action body) =>
        code.Block($"for (nuint start = 0; start < n; start += {plan.BlockRows})", () =>
        {
            code.Line($"nuint rows = n - start < {plan.BlockRows} ? n - start : {plan.BlockRows};");
            body();
        });

    /// <summary>Declares <c>padded</c>: the rows rounded up to whole groups of lanes.</summary>
    public static string Rounded(NetworkPlan plan) => $"nuint padded = (rows + {plan.Lanes - 1}) / {plan.Lanes} * {plan.Lanes};";

    /// <summary>Turns the last layer's pre-activations to samples across lanes, where register tiles left them in rows.</summary>
    public static void Turn(CodeWriter code, NetworkPlan plan, Workspace workspace)
    {
        if (plan.TurnsOutputs)
            code.Line($"Lanes.Transpose(ref {Region(workspace, "Z" + plan.Output.Number)}, (int)rows, {plan.Output.RowStride}, ref {Region(workspace, LanesOutput.Across)}, {plan.SampleStride});");
    }

    /// <summary>A region of scratch, as the operand of <c>ref</c>.</summary>
    public static string Region(Workspace workspace, string region) => ValuePrinter.Reference(workspace[region]);
}
