using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>In: phases. Out: kernels, each of which becomes one method.</summary>
internal static class Methods
{
    /// <summary>Each phase as its own kernel.</summary>
    public static IReadOnlyList<Kernel> Apart(IEnumerable<Phase> phases, Workspace workspace) =>
        phases.Select(phase =>
        {
            var kernel = new KernelBuilder();
            phase.Emit(kernel);
            return kernel.Finish(phase.Name, phase.Summary, workspace.Regions) with { Pass = phase.Pass, Stage = phase.Stage };
        }).ToArray();

    /// <summary>One kernel where that saves time and the phases are short enough, else one for each.</summary>
    public static IReadOnlyList<Kernel> Group(NetworkPlan plan, string name, string summary, Func<bool, IEnumerable<Phase>> phases, Workspace workspace)
    {
        if (plan.IsLongForOneSample)
            return Apart(phases(false), workspace);
        Kernel together = Together(name, summary, phases(true), workspace);
        return together.Regions.Count + Statement.Total(together.Body) <= Tuning.MostStatements ? [together] : Apart(phases(false), workspace);
    }

    /// <summary>All phases as one kernel of that name.</summary>
    private static Kernel Together(string name, string summary, IEnumerable<Phase> phases, Workspace workspace)
    {
        var kernel = new KernelBuilder();
        List<IEnumerable<string>> used = [];
        foreach (Phase phase in phases)
        {
            kernel.Add(new Heading(phase.Name, phase.Summary));
            used.Add(kernel.Add(phase));
        }

        return kernel.Finish(name, summary, workspace.Regions) with { Phases = used };
    }
}
