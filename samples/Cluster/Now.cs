namespace Cluster;

/// <summary>Progress that is told on the spot.</summary>
internal sealed class Now<T>(Action<T> told) : IProgress<T>
{
    public void Report(T value) => told(value);
}
