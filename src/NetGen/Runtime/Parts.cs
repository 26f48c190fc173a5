namespace NetGen.Runtime;

/// <summary>Work in numbered parts, done by many threads: each takes the next part as long as there is one.</summary>
/// <remarks>
/// Threads are the pool's, and wait without spinning. A thread that comes late, when its run is over, takes nothing of the next
/// by mistake, so that no run waits for it.
/// </remarks>
/// <param name="work">Does the part of that number.</param>
internal sealed class Parts(Action<int> work) : IThreadPoolWorkItem
{
    /// <summary>The most parts of a run.</summary>
    public const int Most = ushort.MaxValue;

    private readonly object _gate = new();

    // The number of the run, of its parts, and of the next part to take: one word, as they change together.
    private long _tickets;
    private uint _run;
    private int _left;

    /// <summary>Does parts 0 to <paramref name="count"/> − 1, on the caller's thread and on helpers, and returns when all are done.</summary>
    public void Run(int count, int threads)
    {
        _left = count;
        Volatile.Write(ref _tickets, (long)++_run << 32 | (long)count << 16);
        for (int helper = 1; helper < Math.Min(threads, count); helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
        lock (_gate)
        {
            while (Volatile.Read(ref _left) > 0)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Works on parts as long as there are any.</summary>
    public void Execute()
    {
        while (true)
        {
            long tickets = Volatile.Read(ref _tickets);
            int part = (ushort)tickets;
            if (part >= (ushort)(tickets >> 16))
                return;
            if (Interlocked.CompareExchange(ref _tickets, tickets + 1, tickets) != tickets)
                continue;
            work(part);
            if (Interlocked.Decrement(ref _left) == 0)
            {
                lock (_gate)
                    Monitor.Pulse(_gate);
            }
        }
    }
}
