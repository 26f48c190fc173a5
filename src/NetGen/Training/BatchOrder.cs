using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Which samples are in which batch of an epoch.</summary>
internal sealed class BatchOrder
{
    private readonly int _count;
    private readonly PortableRandom? _random;
    private readonly int[] _rows = [];

    public BatchOrder(int count, int batchSize, bool shuffle, int seed)
    {
        _count = count;
        Size = Math.Min(batchSize, count);
        if (!shuffle)
            return;
        _random = new PortableRandom(seed);
        _rows = [.. Enumerable.Range(0, count)];
    }

    /// <summary>The number of samples in every batch but the last.</summary>
    public int Size { get; }

    /// <summary>The number of batches in an epoch.</summary>
    public int Batches => (_count + Size - 1) / Size;

    /// <summary>True where samples are never shuffled.</summary>
    public bool IsOfData => _random is null;

    /// <summary>The samples in the order of the epoch; empty where they are never shuffled.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Where a batch lies in the order.</summary>
    public (int Start, int Rows) this[int batch]
    {
        get
        {
            int start = batch * Size;
            return (start, Math.Min(Size, _count - start));
        }
    }

    /// <summary>Draws a new order.</summary>
    public void Shuffle() => _random?.Shuffle(_rows);
}
