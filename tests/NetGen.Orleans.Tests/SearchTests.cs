namespace NetGen.Orleans.Tests;

/// <summary>A search finds what its trials find one by one, and says which failed.</summary>
public sealed class SearchTests(OneSilo silo)
{
    [Fact]
    public async Task Grid_TriesEverySettingWithEverySeedOnEveryFold()
    {
        var source = new Trials(4);
        SearchSpace space = SearchSpace.Grid(("rate", [0.001, 0.3]), ("l2", [0, 0.01]));
        var told = new List<TrialResult>();

        SearchResult found = await silo.Cluster.SearchAsync<Flowers, float>(
            source, space, new() { Seeds = [1, 2], Folds = 3, Stratify = true, PerSilo = 4, Progress = new Now<TrialResult>(told.Add) });

        Assert.Equal(2 * 2 * 2 * 3, found.Trials.Count);
        Assert.Equal(found.Trials, told.OrderBy(result => result.Trial.Number));
        Assert.All(found.Trials, result => Assert.Equal((Expected(source, result.Trial), 4, 0, null), (result.Loss, result.Epochs, result.Restarts, result.Error)));
        Assert.Equal(found.Settings.OrderBy(setting => setting.Loss), found.Settings);
        Assert.Equal(0.3, found.Best!.Values["rate"]);
        Assert.Equal([1, 1, 1, 2, 2, 2], found.Best.Trials.Select(result => result.Trial.Seed));
        Assert.Equal([0, 1, 2, 0, 1, 2], found.Best.Trials.Select(result => result.Trial.Fold!.Value));
        Assert.Equal(found.Best.Trials.Average(result => result.Loss), found.Best.Loss, 1e-15);
    }

    [Fact]
    public async Task Table_HasTheBestFirstAndFailuresLast()
    {
        SearchSpace space = SearchSpace.Grid(("rate", [1e30, 0.001, 0.3]));

        SearchResult found = await silo.Cluster.SearchAsync<Flowers, float>(new Trials(3), space, new() { Seeds = [1, 2] });

        string[] lines = found.ToString().Split(Environment.NewLine);
        Assert.Matches("^ +rate +loss +± +accuracy +trials +restarts +failed$", lines[0]);
        Assert.Matches(@"^ +0\.3 +0\.\d{4} +0\.\d{4} +\d\d\.\d ?% +2 +0 +0$", lines[1]);
        Assert.Matches(@"^0\.001 .* 2 +0 +0$", lines[2]);
        Assert.Matches(@"^1E\+30 +NaN +NaN +2 +0 +2$", lines[3]);
        Assert.StartsWith("NetGen.TrainingDivergedException: The loss is no longer finite in epoch 1", found.Trials[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_DrawsTheSameSettingsFromTheSameSeed()
    {
        SearchSpace Space(int seed) => SearchSpace.Random(200, seed, ("rate", Draw.LogUniform(1e-4, 1e-1)), ("l2", Draw.Uniform(0, 2)));

        Assert.Equal(Space(1).Settings, Space(1).Settings);
        Assert.NotEqual(Space(1).Settings, Space(2).Settings);
        Assert.All(Space(1).Settings, setting => Assert.InRange(setting["rate"], 1e-4, 1e-1));
        Assert.InRange(Space(1).Settings.Count(setting => setting["rate"] < Math.Sqrt(1e-5)), 75, 125);
        Assert.InRange(Space(1).Settings.Average(setting => setting["l2"]), 0.8, 1.2);
    }

    [Fact]
    public async Task Cancellation_GivesWhatWasFound()
    {
        using var cancel = new CancellationTokenSource();
        SearchSpace space = SearchSpace.Grid(("rate", [.. Enumerable.Range(1, 20).Select(index => index / 100.0)]));

        SearchResult found = await silo.Cluster.SearchAsync<Flowers, float>(
            new Trials(3), space, new() { Progress = new Now<TrialResult>(result => { if (result.Trial.Number == 2) cancel.Cancel(); }) }, cancel.Token);

        Assert.Equal([0, 1, 2], found.Trials.Select(result => result.Trial.Number));
    }

    [Fact]
    public async Task UnknownAxis_IsNamed()
    {
        SearchResult found = await silo.Cluster.SearchAsync<Flowers, float>(new Trials(3), SearchSpace.Grid(("momentum", [0.9])));

        Assert.EndsWith("The search has no axis 'rate'. It has momentum.", Assert.Single(found.Trials).Error, StringComparison.Ordinal);
    }

    /// <summary>The same training by hand.</summary>
    private static double Expected(Trials source, Trial trial)
    {
        var (train, test) = source.Open().Folds(3, stratify: true).ElementAt(trial.Fold!.Value);
        (train, test) = source.Prepare(train, test);
        History history = new Flowers(trial.Seed).Fit(train, source.Options(trial) with { Seed = trial.Seed, Validation = test });
        return history.Epochs[^1].ValidationLoss!.Value;
    }
}
