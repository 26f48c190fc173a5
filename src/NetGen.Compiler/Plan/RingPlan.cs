namespace NetGen.Compiler.Plan;

/// <summary>
/// What a layer of a stream remembers of its inputs: as many steps as it looks back, and those of a run, in a ring of rows. The first
/// rows of the ring stand once more behind the last, so that the steps of a run follow each other in memory wherever they begin, and
/// behind all of them stands the row of the next step.
/// </summary>
/// <param name="Reach">Steps that it looks back.</param>
/// <param name="RowLength">Elements of a step.</param>
internal sealed record RingPlan(int Reach, int RowLength)
{
    public int Rows => Reach + Tuning.StepsAtOnce;

    /// <summary>In elements, where the row of the next step is noted.</summary>
    public int PositionAt => (Rows + Tuning.StepsAtOnce) * RowLength;

    public int Length => PositionAt + 1;
}
