namespace NetGen.Measuring;

/// <summary>What a call allocates on its thread.</summary>
internal static class Allocation
{
    private const int Attempts = 5;

    /// <summary>
    /// The fewest bytes that any of some calls allocates. What a call allocates it allocates every time; but when a collection for
    /// another thread interrupts it, the rest of this thread's allocation buffer, up to 8 KiB, is counted as well.
    /// </summary>
    /// <param name="call">Is called once or more, until it allocates nothing; whatever the first call alone allocates is not counted.</param>
    public static long OfEvery(Action call)
    {
        long fewest = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && fewest > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
