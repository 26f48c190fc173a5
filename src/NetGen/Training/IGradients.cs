using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Whoever adds up the gradients of a training's batches.</summary>
internal interface IGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of samples in an epoch.</summary>
    int Count { get; }

    /// <summary>The number of batches in an epoch.</summary>
    int Batches { get; }

    /// <summary>True when samples have classes that the network predicts.</summary>
    bool HasClasses { get; }

    /// <summary>The sum of the gradients of a batch, laid out as the parameters; whoever uses it up leaves zeros.</summary>
    ParameterBlock<T> Sum { get; }

    /// <summary>Draws the order of the next epoch.</summary>
    void Shuffle();

    /// <summary>Adds a batch to <see cref="Sum"/>; null when cancelled, and nothing is added.</summary>
    GradientSum? Add(int batch, CancellationToken cancellationToken);
}
