using System.Numerics;
using NetGen.Runtime;
using NetGen.Training;

namespace NetGen;

/// <summary>Training of whole networks.</summary>
public static class FitExtensions
{
    /// <summary>Fits a network to data: epochs of batches in shuffled order, each a step of an optimizer.</summary>
    /// <param name="network">Any generated network but <c>Pretrained</c>; it is changed.</param>
    /// <param name="data">
    /// Labels or targets by what it has. A network that has classes but takes no labels gets 0 and 1 for them, −1 and 1 where its
    /// output decides at 0.
    /// </param>
    /// <param name="options">What is not set has the defaults named there.</param>
    /// <param name="cancellationToken">Ends the training between two batches: the network stays as it is then, and the history ends there.</param>
    /// <returns>What happened, epoch by epoch.</returns>
    /// <exception cref="ArgumentException">The network cannot take this data; the message says what to write instead.</exception>
    /// <exception cref="InvalidOperationException">The network is <c>Pretrained</c>, or is being fitted by another thread.</exception>
    /// <exception cref="TrainingDivergedException">The loss, its gradient or a parameter became NaN or infinite.</exception>
    /// <remarks>
    /// The same options, data and seed give the same bits, whatever <see cref="FitOptions{T}.Threads"/> is. Nothing is allocated
    /// for a batch. Needs exclusive use of the network.
    /// </remarks>
    public static History Fit<TSelf, T>(
        this INetwork<TSelf, T> network, Dataset<T> data, FitOptions<T>? options = null, CancellationToken cancellationToken = default)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ITrainable<T> trainable = Trainable.Of<T>(network);
        options ??= new();
        var gradients = new DataGradients<T>(trainable, TSelf.InputSize, TSelf.OutputSize, data, options);
        return new Fitting<T>(trainable, TSelf.InputSize, TSelf.OutputSize, gradients, options).RunExclusively(network, cancellationToken);
    }
}
