namespace NetGen.Compiler.Plan;

/// <summary>Some neighbouring columns of a matrix, which stand together in memory, row under row.</summary>
/// <param name="First">The panel's first column in the matrix.</param>
internal sealed record Panel(int First, int Width)
{
    /// <summary>The panels of a matrix of that many columns.</summary>
    public static IReadOnlyList<Panel> Of(int columns, int width)
    {
        List<Panel> panels = [];
        for (int first = 0; first < columns; first += width)
            panels.Add(new Panel(first, Math.Min(width, columns - first)));
        return panels;
    }
}
