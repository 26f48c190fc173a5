namespace NetGen.Runtime;

/// <summary>Work on rows, done by many threads: in parts, of which every thread takes the next as long as there is one.</summary>
/// <remarks>
/// For work on a row that depends on that row alone, so that any division gives the same bits. Helpers are the pool's; one that
/// comes when all parts are taken touches nothing, so the call need not wait for it.
/// </remarks>
internal sealed class RowParts : IThreadPoolWorkItem
{
    // Below so many multiply-adds for each, waking a thread costs more than it saves.
    private const long FewestProducts = 2_000_000;

    // Several parts a thread, so that one on a busy core holds up the others by a part at most.
    private const int PartsPerThread = 4, FewestRows = 64;

    private readonly Action<int, int> _work;
    private readonly int _rows, _partRows;
    private readonly object _gate = new();
    private int _next;
    private int _rowsLeft;

    private RowParts(int rows, int threads, Action<int, int> work)
    {
        _work = work;
        _rows = _rowsLeft = rows;
        _partRows = Math.Max(FewestRows, (rows / (PartsPerThread * threads) + 31) / 32 * 32);
    }

    /// <summary>How many threads are worth it for rows of so many multiply-adds: one at least, and at most as many as are given.</summary>
    public static int Threads(int rows, long products, int threads) => (int)Math.Clamp(rows * products / FewestProducts, 1, threads);

    /// <summary>Works, on the caller's thread and on helpers, until all rows are done.</summary>
    /// <param name="rows">Of all parts.</param>
    /// <param name="threads">As <see cref="Threads"/> says.</param>
    /// <param name="work">Takes the first row of a part, and how many there are.</param>
    public static void Run(int rows, int threads, Action<int, int> work)
    {
        var parts = new RowParts(rows, threads, work);
        for (int helper = 1; helper < threads; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(parts, preferLocal: false);
        parts.Execute();
        lock (parts._gate)
        {
            while (Volatile.Read(ref parts._rowsLeft) > 0)
                Monitor.Wait(parts._gate);
        }
    }

    /// <summary>Works on parts as long as there are any.</summary>
    public void Execute()
    {
        while (true)
        {
            long start = (Interlocked.Increment(ref _next) - 1L) * _partRows;
            if (start >= _rows)
                return;
            int count = (int)Math.Min(_partRows, _rows - start);
            _work((int)start, count);
            if (Interlocked.Add(ref _rowsLeft, -count) == 0)
            {
                lock (_gate)
                    Monitor.Pulse(_gate);
            }
        }
    }
}
