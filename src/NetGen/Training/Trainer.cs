using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using NetGen.Runtime;
using NetGen.Training;

namespace NetGen;

/// <summary>A training in steps, with the state that its optimizer keeps. Made by <see cref="TrainerExtensions.Trainer"/>.</summary>
/// <inheritdoc cref="INetwork{TSelf, T}" path="/typeparam"/>
/// <remarks>
/// Steps on one batch after the other give the bits of <see cref="FitExtensions.Fit"/> on the same batches of up to 128 rows.
/// Nothing is allocated for a step. Needs exclusive use of the network during a call; between two calls the network may be used
/// in any way, trained too.
/// </remarks>
public sealed class Trainer<TSelf, T>
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly Optimizer _optimizer;
    private readonly Updater<T> _updater;
    private readonly ParameterBlock<T> _gradient;
    private readonly Exclusive _exclusive;
    private double _learningRate;
    private T[] _targets = [];

    internal Trainer(TSelf network, ITrainable<T> trainable, Optimizer optimizer)
    {
        Network = network;
        _network = trainable;
        _optimizer = optimizer;
        _updater = optimizer.Start<T>(trainable.TrainableLength);
        _gradient = new(trainable.TrainableLength);
        _exclusive = Exclusive.Of(network);
        _learningRate = optimizer.LearningRate;
    }

    /// <summary>The network that is trained.</summary>
    public TSelf Network { get; }

    /// <summary>The size of the next steps; the optimizer's own at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set
        {
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"Expected a finite learning rate, got {value}."));
            _learningRate = value;
        }
    }

    /// <summary>The number of steps made, those before <see cref="Load"/> counted.</summary>
    public long Steps => _updater.Steps;

    /// <summary>One step on the mean gradient of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IInference{TSelf, T}.OutputSize"/> values.</param>
    /// <returns>The mean loss before the step. When it or its gradient is NaN or infinite, no step was made and nothing has changed.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained by another thread.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        int count = Check.Examples(inputs, TSelf.InputSize, targets, TSelf.OutputSize);
        return Step(inputs, targets, default, count);
    }

    /// <summary>One step on the mean gradient of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="labels">
    /// n classes. A network that has classes but takes no labels gets 0 and 1 for them, −1 and 1 where its output decides at 0.
    /// </param>
    /// <returns>The mean loss before the step. When it or its gradient is NaN or infinite, no step was made and nothing has changed.</returns>
    /// <exception cref="ArgumentException">A length is wrong, n is 0, or the network has no classes; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained by another thread.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
    {
        LabelTargets.RequirePredictor(_network, nameof(labels));
        int count = Check.Examples(inputs, TSelf.InputSize, labels, Math.Max(TSelf.OutputSize, 2));
        return Step(inputs, default, labels, count);
    }

    /// <summary>
    /// Writes parameters, the optimizer's state, the learning rate and the number of steps to one safetensors file, which is
    /// replaced in one step. The state has the names of <c>torch.optim</c> behind those of the parameters:
    /// <c>layers.0.weight.exp_avg</c>.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="InvalidOperationException">A value is NaN or infinite, or the network is being trained by another thread; the file is left as it was.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">A folder has the file's name, or writing failed; the file is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed; the file is left as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _exclusive.Enter();
        try
        {
            TrainerFile.Save(path, _network, _optimizer, _updater, _learningRate);
        }
        finally
        {
            _exclusive.Leave();
        }
    }

    /// <summary>
    /// A trainer with a new network that goes on where the saved one stood: the next steps give the bits that its next steps
    /// would have given.
    /// </summary>
    /// <param name="path">A file of <see cref="Save"/>.</param>
    /// <param name="optimizer">Of the kind that was saved; the learning rate is that of the file, all else is this one's.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or a folder has its name.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file does not fit this network and optimizer; the message names file, tensor, found and expected.
    /// </exception>
    [SuppressMessage("Design", "CA1000", Justification = "The type arguments say which network is made.")]
    public static Trainer<TSelf, T> Load(string path, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using FileStream stream = WeightsFile.Open(path);
        Trainer<TSelf, T> trainer = TSelf.Create(seed: 0).Trainer(optimizer);
        trainer._learningRate = TrainerFile.Load(stream, path, trainer._network, optimizer, trainer._updater);
        return trainer;
    }

    private T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, int count)
    {
        _exclusive.Enter();
        try
        {
            if (!labels.IsEmpty && !_network.TakesLabels)
            {
                targets = TargetsOf(labels);
                labels = default;
            }
            double loss = _network.AddGradient(inputs, targets, labels, ref _gradient.Start, classes: default, Draw.Of(seed: 0, _updater.Steps));
            if (double.IsFinite(loss) && Finite.All<T>(_gradient.Span))
            {
                _updater.Step(ref _network.Parameters.Start, ref _gradient.Start, 1.0 / count, _learningRate);
                _network.StepMade();
            }
            else
            {
                _gradient.Span.Clear();
            }
            return T.CreateTruncating(loss / count);
        }
        finally
        {
            _exclusive.Leave();
        }
    }

    private ReadOnlySpan<T> TargetsOf(ReadOnlySpan<int> labels)
    {
        int length = LabelTargets.Length(labels.Length, TSelf.OutputSize, nameof(labels));
        if (_targets.Length < length)
            _targets = new T[length];
        Span<T> targets = _targets.AsSpan(0, length);
        LabelTargets.Write(_network, labels, TSelf.OutputSize, targets);
        return targets;
    }
}
