using System.Numerics;

namespace NetGen.Runtime;

/// <summary>One call of ForwardBatch on many threads: rows in parts, of which every thread takes the next as long as there is one.</summary>
/// <remarks>
/// A row's outputs depend on that row alone, so that any division gives the same bits. Helpers are the pool's; one that comes
/// when all parts are taken touches nothing, so the call need not wait for it.
/// </remarks>
internal sealed unsafe class ForwardParts<TSelf, T> : IThreadPoolWorkItem
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Several parts a thread, so that one on a busy core holds up the others by a part at most.
    private const int PartsPerThread = 4, FewestRows = 64;

    private readonly INetwork<TSelf, T> _network;
    private readonly T* _inputs, _outputs;
    private readonly int _rows, _threads, _partRows;
    private readonly object _gate = new();
    private int _next;
    private int _rowsLeft;

    public ForwardParts(INetwork<TSelf, T> network, T* inputs, T* outputs, int rows, int threads)
    {
        _network = network;
        _inputs = inputs;
        _outputs = outputs;
        _rows = _rowsLeft = rows;
        _threads = threads;
        _partRows = Math.Max(FewestRows, (rows / (PartsPerThread * threads) + 31) / 32 * 32);
    }

    /// <summary>Works, with helpers, until all rows are done.</summary>
    public void Run()
    {
        for (int helper = 1; helper < _threads; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
        lock (_gate)
        {
            while (Volatile.Read(ref _rowsLeft) > 0)
                Monitor.Wait(_gate);
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
            _network.ForwardBatch(
                new ReadOnlySpan<T>(_inputs + start * TSelf.InputSize, count * TSelf.InputSize),
                new Span<T>(_outputs + start * TSelf.OutputSize, count * TSelf.OutputSize));
            if (Interlocked.Add(ref _rowsLeft, -count) == 0)
            {
                lock (_gate)
                    Monitor.Pulse(_gate);
            }
        }
    }
}
