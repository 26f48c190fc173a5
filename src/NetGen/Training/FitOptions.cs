using System.Numerics;

namespace NetGen;

/// <summary>Constants of <see cref="FitOptions{T}"/>.</summary>
public static class FitOptions
{
    /// <summary>A batch size that makes one batch of all samples.</summary>
    public const int AllRows = int.MaxValue;
}

/// <summary>How a network is fitted. What is not set is off, or has the value named here.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the network.</typeparam>
public sealed record FitOptions<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A batch size that makes one batch of all samples.</summary>
    public const int AllRows = FitOptions.AllRows;

    private readonly int _epochs = 100, _batchSize = 32, _threads = 1;
    private readonly double _l1, _l2;
    private readonly double? _clipNorm, _clipValue;
    private readonly Optimizer _optimizer = new Adam();

    /// <summary>How often all samples are gone through; at least 1, 100 unless set.</summary>
    public int Epochs { get => _epochs; init => _epochs = AtLeastOne(value, nameof(Epochs)); }

    /// <summary>Samples a step; at least 1, 32 unless set. The last batch of an epoch has what is left; more than there are means all.</summary>
    public int BatchSize { get => _batchSize; init => _batchSize = AtLeastOne(value, nameof(BatchSize)); }

    /// <summary>How gradients move parameters; <see cref="Adam"/> unless set.</summary>
    public Optimizer Optimizer { get => _optimizer; init => _optimizer = value ?? throw new ArgumentNullException(nameof(Optimizer)); }

    /// <summary>How the learning rate changes as training goes on.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Whether every epoch goes through the samples in an order of its own; true unless set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Of the shuffling, and of what dropout drops; the same seed gives the same on every machine.</summary>
    public int Seed { get; init; }

    /// <summary>Data that the network is not trained on, evaluated after every epoch.</summary>
    public Dataset<T>? Validation { get; init; }

    /// <summary>When to stop before the last epoch.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>This times the sign of each weight (not bias) is added to the mean gradient: a penalty of L1 · Σ|w|. Finite, not negative.</summary>
    public double L1 { get => _l1; init => _l1 = Training.Require.NotNegative(value, nameof(L1)); }

    /// <summary>This times each weight (not bias) is added to the mean gradient: a penalty of L2 / 2 · Σw². Finite, not negative.</summary>
    public double L2 { get => _l2; init => _l2 = Training.Require.NotNegative(value, nameof(L2)); }

    /// <summary>A gradient longer than this is shortened to it, as by PyTorch's <c>clip_grad_norm_</c>; finite and above 0; after <see cref="ClipValue"/>.</summary>
    public double? ClipNorm { get => _clipNorm; init => _clipNorm = PositiveOrOff(value, nameof(ClipNorm)); }

    /// <summary>Every component of the gradient is brought between minus this and this; finite and above 0.</summary>
    public double? ClipValue { get => _clipValue; init => _clipValue = PositiveOrOff(value, nameof(ClipValue)); }

    /// <summary>
    /// How much a sample of each class counts, for data with labels and networks trained with CrossEntropy. A batch's loss and gradient are Σ w(label) · loss ÷ Σ w(label),
    /// as in PyTorch's <c>CrossEntropyLoss(weight)</c>. Not for networks with batch normalisation.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>How many threads may work on a batch; at least 1, 1 unless set. The result has the same bits for every number. With batch normalisation one works on it.</summary>
    public int Threads { get => _threads; init => _threads = AtLeastOne(value, nameof(Threads)); }

    /// <summary>Told after every epoch, on the thread that fits unless the implementation posts it elsewhere.</summary>
    public IProgress<EpochResult>? Progress { get; init; }

    private static double? PositiveOrOff(double? value, string name) => value is { } bound ? Training.Require.Positive(bound, name) : null;

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
