using System.ComponentModel;
using System.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// What training needs of a network beside its public methods: the parameters and their gradient as they lie in memory.
/// Implemented by generated code, called by the library.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Everything but <see cref="Evaluate"/> and <see cref="PredictBatch"/> needs exclusive use of the network. What has a body here
/// is emitted only for networks that differ.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITrainable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Where each parameter lies in the block.</summary>
    ParameterLayout Layout { get; }

    /// <summary>The memory of the parameters.</summary>
    ParameterBlock<T> Parameters { get; }

    /// <summary>How many values of the block, from its start, are weights, biases and their padding; buffers and copies follow.</summary>
    int TrainableLength { get; }

    /// <summary>True when targets may be class labels.</summary>
    bool TakesLabels => false;

    /// <summary>True when an output means a class.</summary>
    bool Predicts { get; }

    /// <summary>True when an output means its class at 0 or above, so that targets are −1 and 1, not 0 and 1.</summary>
    bool DecidesAtZero => false;

    /// <summary>True when training computes from all samples of a batch at once, as batch normalisation does: then the gradient of a batch is not the sum of those of its parts.</summary>
    bool NeedsWholeBatch => false;

    /// <summary>True when training drops units at random, so that its loss is another than that of <see cref="Evaluate"/>.</summary>
    bool Drops => false;

    /// <summary>Samples that a batch must have at least.</summary>
    int FewestSamples => 1;

    /// <summary>To be told whenever the parameters have been written to: copies of them are refreshed before their next use.</summary>
    void ParametersMoved()
    {
    }

    /// <summary>To be told when the parameters have made a step on the gradient that <see cref="AddGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{int}, ref T, Span{int})"/> gave last: running statistics move with them.</summary>
    void StepMade() => ParametersMoved();

    /// <summary>Brings transposed copies up to date, so that <see cref="AddGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{int}, ref T, Span{int})"/> may run on many threads until parameters move.</summary>
    void Prepare()
    {
    }

    /// <summary>Adds the gradient of n samples, not divided by n, to one that lies as the parameters do. Padding stays as it is.</summary>
    /// <exception cref="ArgumentException">The network needs whole batches, and this one has too few samples or too many.</exception>
    /// <param name="inputs">n × InputSize values, n ≥ <see cref="FewestSamples"/>.</param>
    /// <param name="targets">n × OutputSize values; empty with labels.</param>
    /// <param name="labels">n classes; empty with targets.</param>
    /// <param name="gradient">The first of <see cref="TrainableLength"/> values, at a multiple of 64 bytes.</param>
    /// <param name="classes">Receives n classes, as <see cref="PredictBatch"/> tells them; empty where none are wanted, or outputs mean none.</param>
    /// <returns>The sum of the n losses.</returns>
    double AddGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, ref T gradient, Span<int> classes);

    /// <summary>The same, with what training draws at random.</summary>
    /// <param name="inputs">n × InputSize values.</param>
    /// <param name="targets">n × OutputSize values; empty with labels.</param>
    /// <param name="labels">n classes; empty with targets.</param>
    /// <param name="gradient">The first of <see cref="TrainableLength"/> values, at a multiple of 64 bytes.</param>
    /// <param name="classes">Receives n classes, or is empty.</param>
    /// <param name="draw">The numbers of this step, from the first of these samples on.</param>
    /// <returns>The sum of the n losses.</returns>
    double AddGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, ref T gradient, Span<int> classes, Draw draw) =>
        AddGradient(inputs, targets, labels, ref gradient, classes);

    /// <summary>The mean loss of n samples.</summary>
    /// <inheritdoc cref="AddGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{int}, ref T, Span{int})" path="/param"/>
    T Evaluate(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels);

    /// <summary>The classes of n samples.</summary>
    /// <param name="inputs">n × InputSize values.</param>
    /// <param name="outputs">Receives n classes.</param>
    /// <exception cref="NotSupportedException">The network's outputs mean no class.</exception>
    void PredictBatch(ReadOnlySpan<T> inputs, Span<int> outputs) => throw new NotSupportedException();
}
