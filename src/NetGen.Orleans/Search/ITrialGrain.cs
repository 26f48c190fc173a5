using Orleans.Concurrency;

namespace NetGen.Orleans.Search;

/// <summary>Trains one trial. Its key is the search, the trial and the attempt.</summary>
internal interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Begins the trial, unless it is under way, and waits for it a while; without a score where it takes longer.</summary>
    [ResponseTimeout("01:00:00")]
    Task<TrialReply> Poll(TrialJob job);

    /// <summary>Ends the trial.</summary>
    [OneWay]
    Task Stop();
}

/// <summary>What a silo needs to know to train a trial.</summary>
/// <param name="Network">The class of the network and its assembly.</param>
/// <param name="Source">The <see cref="ITrialSource{T}"/>.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Folds">See <see cref="SearchOptions.Folds"/>.</param>
/// <param name="Stratify">See <see cref="SearchOptions.Stratify"/>.</param>
[GenerateSerializer, Immutable]
internal sealed record TrialJob(string Network, object Source, Trial Trial, int? Folds, bool Stratify);

/// <summary>How a trial stands.</summary>
/// <param name="Run">Another one when the trial was begun anew, because Orleans had moved the grain.</param>
/// <param name="Score">What came out; null while it trains.</param>
[GenerateSerializer, Immutable]
internal sealed record TrialReply(Guid Run, TrialScore? Score);

/// <summary>What came out of a trial.</summary>
[GenerateSerializer, Immutable]
internal sealed record TrialScore(double Loss, double? Accuracy, int Epochs, TimeSpan Elapsed, string? Error);
