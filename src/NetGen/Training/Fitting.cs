using System.Diagnostics;
using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>One call of <c>Fit</c>.</summary>
internal sealed class Fitting<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly FitOptions<T> _options;
    private readonly Samples<T> _samples;
    private readonly Samples<T>? _validation;
    private readonly Batches<T> _batches;
    private readonly Shards<T> _shards;
    private readonly Regularizer<T> _regularizer;
    private readonly ClassWeighting<T>? _weighting;
    private readonly Updater<T> _updater;
    private readonly Pace? _pace;
    private readonly ParameterBlock<T> _lastGood;

    public Fitting(ITrainable<T> network, int inputSize, int outputSize, Dataset<T> data, FitOptions<T> options)
    {
        _network = network;
        _options = options;
        _samples = new(network, data, inputSize, outputSize, nameof(data));
        _validation = options.Validation is null ? null : new(network, options.Validation, inputSize, outputSize, nameof(options.Validation));
        _batches = new(_samples, options.BatchSize, inputSize, outputSize, options.Shuffle, options.Seed);
        _shards = new(network, inputSize, outputSize, options.Threads);
        _regularizer = new(network, options);
        _weighting = options.ClassWeights is null ? null : new(_samples, options.ClassWeights, inputSize, Math.Max(outputSize, 2), nameof(options.ClassWeights));
        _updater = options.Optimizer.Start<T>(network.TrainableLength);
        _pace = options.Schedule?.Start(options.Optimizer.LearningRate, (long)options.Epochs * _batches.Count);
        _lastGood = new(network.Parameters.Length);
    }

    public History Run(CancellationToken cancellationToken)
    {
        var epochs = new List<EpochResult>();
        var best = _options.EarlyStopping is { } stopping ? new BestEpoch<T>(_network, stopping) : null;
        var console = _options.Progress as ConsoleProgress;
        console?.Begin(_options.Epochs);
        long began = Stopwatch.GetTimestamp();
        bool stopped = false;
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
                if (!double.IsFinite(trained.Loss) || !double.IsFinite(validation ?? 0))
                    throw Diverged(epochs);
                var result = new EpochResult(
                    epoch + 1, trained.Loss, trained.Accuracy, validation, _validation?.Accuracy(_options.Threads), rate, Stopwatch.GetElapsedTime(began));
                epochs.Add(result);
                _pace?.Report(validation ?? trained.Loss);
                stopped = best is not null && !best.GoesOn(validation ?? trained.Loss);
                _options.Progress?.Report(result);
            }
        }
        finally
        {
            console?.End();
        }
        best?.Restore();
        return new(epochs, stopped);
    }

    /// <summary>The mean loss and, of data with classes, the share classified rightly; null when cancelled.</summary>
    private (double Loss, double? Accuracy)? RunEpoch(int epoch, CancellationToken cancellationToken)
    {
        double sum = 0, weight = 0;
        int right = 0;
        _batches.Shuffle();
        for (int index = 0; index < _batches.Count; index++)
        {
            if (cancellationToken.IsCancellationRequested)
                return null;
            Batch<T> batch = _batches[index];
            (double loss, double divisor, int rightOfBatch) = Add(batch);
            sum += loss;
            weight += divisor;
            right += rightOfBatch;
            if (!double.IsFinite(loss))
                break;
            double scale = _regularizer.Apply(_shards.Sum.Span, divisor > 0 ? 1 / divisor : 0);
            _updater.Step(ref _network.Parameters.Start, ref _shards.Sum.Start, scale, Rate(epoch, index));
            _network.ParametersMoved();
        }
        return (sum / weight, _samples.Classes.IsEmpty ? null : (double)right / _samples.Count);
    }

    private (double Loss, double Divisor, int Right) Add(Batch<T> batch)
    {
        if (_weighting is not null)
            return _weighting.Add(_shards, batch);
        (double loss, int right) = _shards.Add(batch);
        return (loss, batch.Rows, right);
    }

    private double Rate(int epoch, int batch) => _pace?.Rate(epoch, (long)epoch * _batches.Count + batch) ?? _options.Optimizer.LearningRate;

    private TrainingDivergedException Diverged(List<EpochResult> epochs)
    {
        _network.Parameters.CopyFrom(_lastGood);
        _network.ParametersMoved();
        return new(epochs.Count + 1, epochs.Count == 0 ? null : epochs[^1].Loss);
    }
}
