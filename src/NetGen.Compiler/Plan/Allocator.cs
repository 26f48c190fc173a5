namespace NetGen.Compiler.Plan;

/// <summary>Hands out stretches of the parameter block, each of which begins on a whole vector.</summary>
internal sealed class Allocator(int lanes)
{
    /// <summary>Elements handed out so far.</summary>
    public int Length { get; private set; }

    /// <summary>The beginning of so many elements.</summary>
    public int Take(int length)
    {
        int offset = Length;
        Length += (length + lanes - 1) / lanes * lanes;
        return offset;
    }
}
