namespace NetGen.Compiler.Plan;

/// <summary>Some neighbouring columns of a matrix, stored as rows of <see cref="Width"/> elements from <see cref="Offset"/> in the block.</summary>
/// <param name="First">The panel's first column in the matrix.</param>
internal sealed record Panel(int Offset, int First, int Width)
{
    /// <summary>The panels of a matrix of that many rows and padded columns.</summary>
    public static IEnumerable<Panel> Of(int offset, int rows, int columns, int width)
    {
        for (int first = 0; first < columns; first += width)
            yield return new Panel(offset + first * rows, first, Math.Min(width, columns - first));
    }
}
