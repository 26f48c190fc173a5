using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using NetGen.Orleans.Workers;

namespace NetGen.Orleans.Search;

/// <inheritdoc cref="ITrialGrain"/>
internal sealed class TrialGrain : Grain, ITrialGrain, IDisposable
{
    // Longer than a message takes, shorter than what anybody waits for one.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Guid _run = Guid.NewGuid();
    private readonly CancellationTokenSource _stop = new();
    private Task<TrialScore>? _score;

    public async Task<TrialReply> Poll(TrialJob job)
    {
        _score ??= Task.Factory.StartNew(() => Run(job, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return new(_run, await _score.WaitAsync(Wait));
        }
        catch (TimeoutException)
        {
            return new(_run, null);
        }
    }

    public Task Stop()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    private static TrialScore Run(TrialJob job, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            Type network = NetworkType.Find(job.Network);
            MethodInfo fit = typeof(TrialGrain).GetMethod(nameof(Fit), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network, NetworkType.NumberOf(network));
            (double loss, double? accuracy, int epochs) = ((double, double?, int))fit.Invoke(
                null, BindingFlags.DoNotWrapExceptions, binder: null, [job, cancellationToken], culture: null)!;
            return new(loss, accuracy, epochs, Stopwatch.GetElapsedTime(began), null);
        }
        catch (Exception exception)
        {
            return new(double.NaN, null, 0, Stopwatch.GetElapsedTime(began), $"{exception.GetType().FullName}: {exception.Message}");
        }
    }

    private static (double Loss, double? Accuracy, int Epochs) Fit<TNetwork, T>(TrialJob job, CancellationToken cancellationToken)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = (ITrialSource<T>)job.Source;
        Dataset<T> data = source.Open();
        FitOptions<T> options = source.Options(job.Trial) with { Seed = job.Trial.Seed };
        if (job.Trial.Fold is { } fold)
        {
            (data, Dataset<T> test) = data.Folds(job.Folds!.Value, stratify: job.Stratify).ElementAt(fold);
            (data, test) = source.Prepare(data, test);
            options = options with { Validation = test };
        }
        History history = TNetwork.Create(job.Trial.Seed).Fit(data, options, cancellationToken);
        if (history.Best is not { } best)
            throw new OperationCanceledException(cancellationToken);
        EpochResult last = options.EarlyStopping is { RestoreBest: true } ? best : history.Epochs[^1];
        return (last.ValidationLoss ?? last.Loss, options.Validation is null ? last.Accuracy : last.ValidationAccuracy, history.Epochs.Count);
    }
}
