using NetGen.Benchmarks.Baselines;

namespace NetGen.Benchmarks.Networks;

/// <summary>Only what computes the right thing is timed.</summary>
internal static class Agreement
{
    private const float Tolerance = 1e-5f;

    /// <summary>Runs one step of each candidate and compares outputs or parameters with those of the plain loops; where there are none, with those of the first.</summary>
    /// <exception cref="InvalidOperationException">One differs by more than rounding.</exception>
    public static void Check(IReadOnlyList<Candidate> candidates)
    {
        Cell cell = candidates[0].Cell;
        float[] expected = (cell.Workload.IsConvolutional ? candidates[0] : LayeredNetwork.PlainLoops(cell)).FirstStep();
        foreach (Candidate candidate in candidates)
        {
            float difference = candidate.FirstStep().Zip(expected, (actual, right) => MathF.Abs(actual - right)).Max();
            if (!(difference <= Tolerance))
                throw new InvalidOperationException($"{cell.Workload.Name}, {cell.Title}: {candidate.Name} differs by {difference}");
        }
    }
}
