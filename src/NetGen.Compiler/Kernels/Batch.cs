namespace NetGen.Compiler.Kernels;

/// <summary>The counts that a batch kernel is called with.</summary>
internal static class Batch
{
    /// <summary>Samples in the block.</summary>
    public const string Rows = "rows";

    /// <summary>Samples rounded up to whole groups of as many as there are virtual lanes.</summary>
    public const string Padded = "padded";

    /// <summary>Samples in the whole batch: a number of the network's type.</summary>
    public const string All = "all";

    public static readonly IReadOnlyList<string> Counts = [Padded, Rows];
}
