namespace NetGen.Compiler.Kernels;

/// <summary>A stretch of kernel that can stand as a method of its own or follow another phase in the same method.</summary>
internal sealed record Phase(string Name, string Summary, Action<KernelBuilder> Emit, Pass Pass = Pass.Forward)
{
    /// <summary>Statements that one method may hold; well under what sends the JIT to its slow mode.</summary>
    private const int MostStatements = 260;

    /// <summary>All phases as one kernel of that name.</summary>
    public static Kernel Together(string name, string summary, IEnumerable<Phase> phases, Workspace workspace)
    {
        var kernel = new KernelBuilder();
        foreach (Phase phase in phases)
        {
            kernel.Add(new Comment(phase.Summary));
            phase.Emit(kernel);
        }

        return kernel.Finish(name, summary, workspace);
    }

    /// <summary>Each phase as its own kernel.</summary>
    public static IReadOnlyList<Kernel> Apart(IEnumerable<Phase> phases, Workspace workspace) =>
        phases.Select(phase =>
        {
            var kernel = new KernelBuilder();
            phase.Emit(kernel);
            return kernel.Finish(phase.Name, phase.Summary, workspace) with { Pass = phase.Pass };
        }).ToArray();

    /// <summary>One kernel where the phases are short enough, else one for each.</summary>
    public static IReadOnlyList<Kernel> Group(string name, string summary, Func<bool, IEnumerable<Phase>> phases, Workspace workspace)
    {
        Kernel together = Together(name, summary, phases(true), workspace);
        return Statement.Total(together.Body) <= MostStatements ? [together] : Apart(phases(false), workspace);
    }
}
