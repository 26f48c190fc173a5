namespace NetGen.Runtime;

/// <summary>Work on rows, done by many threads; for work on a row that depends on that row alone, so that any division gives the same bits.</summary>
internal static class RowParts
{
    // Below so many multiply-adds for each, waking a thread costs more than it saves.
    private const long FewestProducts = 2_000_000;

    // Several parts a thread, so that one on a busy core holds up the others by a part at most.
    private const int PartsPerThread = 4, FewestRows = 64;

    /// <summary>How many threads are worth it for rows of so many multiply-adds: one at least, and at most as many as are given.</summary>
    public static int Threads(int rows, long products, int threads) => (int)Math.Clamp(rows * products / FewestProducts, 1, threads);

    /// <summary>Works, on the caller's thread and on helpers, until all rows are done.</summary>
    /// <param name="rows">Of all parts.</param>
    /// <param name="threads">As <see cref="Threads"/> says.</param>
    /// <param name="work">Takes the first row of a part, and how many there are.</param>
    public static void Run(int rows, int threads, Action<int, int> work)
    {
        long parts = Math.Min((long)PartsPerThread * threads, Parts.Most);
        int partRows = (int)Math.Max(FewestRows, (rows / parts + 31) / 32 * 32);
        new Parts(part => work(part * partRows, Math.Min(partRows, rows - part * partRows))).Run((rows + partRows - 1) / partRows, threads);
    }
}
