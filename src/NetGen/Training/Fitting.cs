using System.Diagnostics;
using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>One training: epochs of batches, whoever adds up their gradients.</summary>
internal sealed class Fitting<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly FitOptions<T> _options;
    private readonly IGradients<T> _gradients;
    private readonly Samples<T>? _validation;
    private readonly Regularizer<T> _regularizer;
    private readonly Updater<T> _updater;
    private readonly Pace? _pace;
    private readonly ParameterBlock<T> _lastGood;
    private readonly BestEpoch<T>? _best;
    private readonly Checkpoint<T>? _checkpoint;

    public Fitting(
        ITrainable<T> network, int inputSize, int outputSize, IGradients<T> gradients, FitOptions<T> options, Checkpoint<T>? checkpoint = null)
    {
        _network = network;
        _options = options;
        _gradients = gradients;
        _validation = options.Validation is null ? null : new(network, options.Validation, inputSize, outputSize, nameof(options.Validation));
        WholeBatches.Require(network, gradients.Count, options);
        _regularizer = new(network, options);
        _updater = options.Optimizer.Start<T>(network.TrainableLength);
        _pace = options.Schedule?.Start(options.Optimizer.LearningRate, (long)options.Epochs * _gradients.Batches);
        _lastGood = new(network.Parameters.Length);
        _best = options.EarlyStopping is { } stopping ? new(network, stopping) : null;
        _checkpoint = checkpoint;
    }

    /// <summary>Trains, while nobody else may.</summary>
    /// <exception cref="InvalidOperationException">The network is being fitted by another thread.</exception>
    public History RunExclusively(object network, CancellationToken cancellationToken)
    {
        var exclusive = Exclusive.Of(network);
        exclusive.Enter();
        try
        {
            return Run(cancellationToken);
        }
        finally
        {
            exclusive.Leave();
        }
    }

    private History Run(CancellationToken cancellationToken)
    {
        (List<EpochResult> epochs, bool stopped) = Resume();
        TimeSpan before = epochs.Count == 0 ? TimeSpan.Zero : epochs[^1].Elapsed;
        var console = _options.Progress as ConsoleProgress;
        console?.Begin(_options.Epochs);
        long began = Stopwatch.GetTimestamp();
        try
        {
            while (epochs.Count < _options.Epochs && !stopped)
            {
                int epoch = epochs.Count;
                _lastGood.CopyFrom(_network.Parameters);
                double rate = Rate(epoch, batch: 0);
                if (RunEpoch(epoch, cancellationToken) is not { } trained)
                    break;
                double? validation = _validation?.Loss();
                if (!double.IsFinite(trained.Loss) || !double.IsFinite(validation ?? 0) || !Finite.All<T>(_network.Parameters.Span))
                    throw Diverged(epochs);
                var result = new EpochResult(
                    epoch + 1, trained.Loss, trained.Accuracy, validation, _validation?.Accuracy(_options.Threads), rate, before + Stopwatch.GetElapsedTime(began));
                epochs.Add(result);
                _pace?.Report(validation ?? trained.Loss);
                stopped = _best is not null && !_best.GoesOn(validation ?? trained.Loss);
                _checkpoint?.Save(_network, _options.Optimizer, _updater, epochs, _best?.Parameters);
                _options.Progress?.Report(result);
            }
        }
        finally
        {
            console?.End();
        }
        _best?.Restore();
        if (stopped || epochs.Count == _options.Epochs)
            _checkpoint?.Delete();
        return new(epochs, stopped);
    }

    /// <summary>Brings the training where its checkpoint is, if there is one; gives the epochs until there, and whether they were enough.</summary>
    private (List<EpochResult> Epochs, bool Stopped) Resume()
    {
        bool stopped = false;
        List<EpochResult> epochs = _checkpoint?.Load(_network, _options.Optimizer, _updater, _best?.Parameters) ?? [];
        foreach (EpochResult epoch in epochs)
        {
            double loss = epoch.ValidationLoss ?? epoch.Loss;
            _gradients.Shuffle();
            _pace?.Report(loss);
            stopped = _best is not null && !_best.Replay(loss);
        }
        return (epochs, stopped);
    }

    /// <summary>The mean loss and, of data with classes, the share classified rightly; null when cancelled.</summary>
    private (double Loss, double? Accuracy)? RunEpoch(int epoch, CancellationToken cancellationToken)
    {
        double sum = 0, weight = 0;
        int right = 0;
        _gradients.Shuffle();
        for (int index = 0; index < _gradients.Batches; index++)
        {
            if (cancellationToken.IsCancellationRequested)
                return null;
            if (_gradients.Add(index, cancellationToken) is not (var loss, var divisor, var rightOfBatch))
                return null;
            sum += loss;
            weight += divisor;
            right += rightOfBatch;
            double scale = _regularizer.Apply(_gradients.Sum.Span, divisor > 0 ? 1 / divisor : 0);
            if (!double.IsFinite(loss) || !Finite.All<T>(_gradients.Sum.Span))
                return (double.NaN, null);
            _updater.Step(ref _network.Parameters.Start, ref _gradients.Sum.Start, scale, Rate(epoch, index));
            _network.StepMade();
        }
        return (sum / weight, _gradients.HasClasses ? (double)right / _gradients.Count : null);
    }

    private double Rate(int epoch, int batch) => _pace?.Rate(epoch, (long)epoch * _gradients.Batches + batch) ?? _options.Optimizer.LearningRate;

    private TrainingDivergedException Diverged(List<EpochResult> epochs)
    {
        _network.Parameters.CopyFrom(_lastGood);
        _network.ParametersMoved();
        return new(epochs.Count + 1, epochs.Count == 0 ? null : epochs[^1].Loss);
    }
}
