using System.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What every network can do beside its own methods.</summary>
public static class NetworkExtensions
{
    /// <summary>
    /// The outputs for n samples, on several threads where that pays: the same bits for every number of threads, each row bit
    /// for bit what Forward writes for that sample.
    /// </summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values; n may be 0.</param>
    /// <param name="outputs">Receives n × <see cref="IInference{TSelf, T}.OutputSize"/> values; must not overlap <paramref name="inputs"/>.</param>
    /// <param name="threads">At most so many, at least 1: the caller's and threads of the pool. Small batches stay on the caller's.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <remarks>May run on many threads at once, as ForwardBatch itself.</remarks>
    public static unsafe void ForwardBatch<TSelf, T>(this IInference<TSelf, T> network, ReadOnlySpan<T> inputs, Span<T> outputs, int threads)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int rows = Check.Samples(inputs, TSelf.InputSize, outputs, TSelf.OutputSize);
        threads = RowParts.Threads(rows, TSelf.Info.MultiplyAdds, threads);
        if (threads == 1)
        {
            network.ForwardBatch(inputs, outputs);
            return;
        }
        fixed (T* from = inputs, to = outputs)
            ForwardParts(network, from, to, rows, threads);
    }

    private static unsafe void ForwardParts<TSelf, T>(IInference<TSelf, T> network, T* inputs, T* outputs, int rows, int threads)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        RowParts.Run(rows, threads, (start, count) => network.ForwardBatch(
            new ReadOnlySpan<T>(inputs + (long)start * TSelf.InputSize, count * TSelf.InputSize),
            new Span<T>(outputs + (long)start * TSelf.OutputSize, count * TSelf.OutputSize)));
}
