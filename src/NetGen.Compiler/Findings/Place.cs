namespace NetGen.Compiler.Findings;

/// <summary>
/// Where something was written: characters of one part's own value, so that it stays the same when the text around the
/// declaration moves.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Start">The first character, counted in the part's value and not in its source text.</param>
/// <param name="Length">How many characters, negative for the whole part.</param>
internal readonly record struct Place(Part Part, int Start, int Length)
{
    public bool IsWhole => Length < 0;

    public static Place Whole(Part part, int index = 0) => new(part, index, -1);
}
