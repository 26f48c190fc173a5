namespace NetGen.Orleans;

/// <summary>A shard cannot be worked on. The network has the parameters of the last step.</summary>
public sealed class ShardFailedException : Exception
{
    internal ShardFailedException(int shard, string silo, Failure failure)
        : base($"Shard {shard} failed on silo {silo}: {failure.Type}: {failure.Message}")
    {
        Shard = shard;
        Silo = silo;
        Details = failure.Details;
    }

    internal ShardFailedException(int shard, string silo, int attempts, Exception last)
        : base($"Shard {shard} failed {attempts} times, the last time on silo {silo}: {last.GetType().FullName}: {last.Message}", last)
    {
        Shard = shard;
        Silo = silo;
        Details = last.ToString();
    }

    /// <summary>The shard, counted from 0.</summary>
    public int Shard { get; }

    /// <summary>The address of the silo, as Orleans writes it.</summary>
    public string Silo { get; }

    /// <summary>The exception as it was thrown on the silo, with its stack.</summary>
    public string Details { get; }
}
