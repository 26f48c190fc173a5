namespace NetGen.Orleans.Tests;

/// <summary>Learning rates and penalties for the samples of the other tests.</summary>
/// <param name="Epochs">How long each trial trains.</param>
/// <param name="Pause">Seconds that reading the data takes.</param>
[GenerateSerializer, Immutable]
public sealed record Trials(int Epochs, int Pause = 0) : ITrialSource<float>
{
    public Dataset<float> Open()
    {
        Thread.Sleep(TimeSpan.FromSeconds(Pause));
        return new Samples<float>(1, 300, 3).All();
    }

    public FitOptions<float> Options(Trial trial) => new()
    {
        Epochs = Epochs,
        Optimizer = new Sgd(trial["rate"]),
        L2 = trial.Values.GetValueOrDefault("l2"),
    };

    public (Dataset<float> Train, Dataset<float> Test) Prepare(Dataset<float> train, Dataset<float> test)
    {
        var scale = Standardizer.Fit(train);
        return (scale.Apply(train), scale.Apply(test));
    }
}
