namespace NetGen.Compiler.Plan;

/// <summary>Hands out stretches of memory, each of which begins on a whole vector.</summary>
internal sealed class Allocator(int lanes)
{
    /// <summary>Elements handed out so far.</summary>
    public int Length { get; private set; }

    /// <summary>The beginning of so many elements.</summary>
    public int Take(int length)
    {
        int offset = Length;
        Length += RowShape.WholeVectors(length, lanes);
        return offset;
    }
}
