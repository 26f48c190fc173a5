using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>How the rows of a batch are dealt out to register tiles. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tiles
{
    /// <summary>
    /// The rows that whole tiles of <paramref name="most"/> rows take, so that tiles of four take the rest with as few single
    /// rows left over as can be: with 6, 32 rows are 4 tiles of six and 2 of four.
    /// </summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="most">Rows of the largest tile.</param>
    public static nuint Whole(nuint rows, nuint most)
    {
        nuint whole = rows - rows % most;
        nuint left = rows - whole;
        return whole > 0 && (left + most) % 4 < left % 4 ? whole - most : whole;
    }
}
