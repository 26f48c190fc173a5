namespace NetGen.Benchmarks.Networks;

/// <summary>One way to do the work of a cell.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Cell">The work.</param>
/// <param name="Reset">Restores the workload's parameters.</param>
/// <param name="Run">Runs so many steps.</param>
/// <param name="Result">The outputs of the last step, or after training the parameters.</param>
internal sealed record Candidate(string Name, Cell Cell, Action Reset, Action<long> Run, Func<float[]> Result)
{
    /// <summary>The result of a single step.</summary>
    public float[] FirstStep()
    {
        Reset();
        Run(1);
        return Result();
    }
}
