namespace NetGen.Compiler;

/// <summary>A defect of NetGen: a stage threw.</summary>
internal sealed class StageException(string stage, Exception innerException) : Exception(innerException.Message, innerException)
{
    /// <summary>The stage, by its folder's name.</summary>
    public string Stage { get; } = stage;
}
