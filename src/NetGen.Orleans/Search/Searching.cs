using NetGen.Orleans.Workers;
using Orleans.Runtime.Placement;

namespace NetGen.Orleans.Search;

/// <summary>One search: hands trials to silos that have room, one after the other, and begins those anew whose silo is lost.</summary>
internal sealed class Searching(IClusterClient cluster, string network, object source, SearchOptions options)
{
    private readonly Silos _silos = new(cluster, options.Timeout);
    private readonly string _search = Guid.NewGuid().ToString("N");

    public async Task<SearchResult> RunAsync(IEnumerable<Trial> trials, CancellationToken cancellationToken)
    {
        await _silos.FindAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
        var waiting = new LinkedList<(Trial Trial, int Restarts)>(trials.Select(trial => (trial, 0)));
        var running = new Dictionary<Task<TrialResult>, Run>();
        var results = new List<TrialResult>();
        while (waiting.Count + running.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            _silos.HaveChanged();
            while (waiting.First is { } next && Roomiest(running.Values) is { } silo)
            {
                waiting.RemoveFirst();
                var run = new Run(next.Value.Trial, next.Value.Restarts, silo);
                running.Add(TrainAsync(run, cancellationToken), run);
            }

            // Now and then somebody joins who has room.
            await Task.WhenAny([.. running.Keys, Task.Delay(Silos.Interval, cancellationToken)]).ConfigureAwait(false);
            foreach (Task<TrialResult> ended in running.Keys.Where(task => task.IsCompleted).ToArray())
            {
                running.Remove(ended, out Run? run);
                if (ended.IsCanceled)
                    continue;
                if (ended.IsCompletedSuccessfully)
                {
                    results.Add(ended.Result);
                    options.Progress?.Report(ended.Result);
                }
                else if (run!.Restarts + 1 < options.Attempts)
                {
                    _silos.Fail(run.Silo);
                    waiting.AddFirst((run.Trial, run.Restarts + 1));
                }
                else
                {
                    Exception last = ended.Exception!.InnerException!;
                    results.Add(new(run.Trial, double.NaN, null, 0, TimeSpan.Zero, run.Silo.ToString(), run.Restarts, $"Begun {options.Attempts} times, the last time {last.GetType().FullName}: {last.Message}"));
                    options.Progress?.Report(results[^1]);
                }
            }
        }
        return new([.. results.OrderBy(result => result.Trial.Number)]);
    }

    /// <summary>The silo with the fewest trials; null when all have as many as they may.</summary>
    private SiloAddress? Roomiest(IReadOnlyCollection<Run> running)
    {
        (SiloAddress Silo, int Count)[] loads = [.. _silos.Usable.Select(silo => (silo, running.Count(run => run.Silo.Equals(silo)))).Where(load => load.Item2 < options.PerSilo)];
        return loads.Length == 0 ? null : loads.MinBy(load => load.Count).Silo;
    }

    private async Task<TrialResult> TrainAsync(Run run, CancellationToken cancellationToken)
    {
        ITrialGrain grain = cluster.GetGrain<ITrialGrain>($"{_search}/{run.Trial.Number}/{run.Restarts}");
        var job = new TrialJob(network, source, run.Trial, options.Folds, options.Stratify);
        int restarts = run.Restarts;
        Guid? began = null;
        try
        {
            while (true)
            {
                // The grain, which is not there yet, is to be made on that silo.
                RequestContext.Set(IPlacementDirector.PlacementHintKey, run.Silo);
                TrialReply reply = await grain.Poll(job).WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
                if (began is not null && began != reply.Run)
                    restarts++;
                began = reply.Run;
                if (reply.Score is { } score)
                    return new(run.Trial, score.Loss, score.Accuracy, score.Epochs, score.Elapsed, run.Silo.ToString(), restarts, score.Error);
            }
        }
        finally
        {
            grain.Stop().Ignore();
        }
    }

    private sealed record Run(Trial Trial, int Restarts, SiloAddress Silo);
}
