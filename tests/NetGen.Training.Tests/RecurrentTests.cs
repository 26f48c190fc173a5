namespace NetGen.Training.Tests;

/// <summary>Fit goes back through all steps of a window.</summary>
public sealed class RecurrentTests
{
    private const int Windows = 500, Length = 8;

    /// <summary>The class is the sign of the first number: it has to be remembered over all others.</summary>
    [Fact]
    public void Fit_LearnsWhatAWindowBeganWith()
    {
        var random = new Random(1);
        float[][] windows = [.. Enumerable.Range(0, Windows).Select(_ => Enumerable.Range(0, Length).Select(_ => (2 * random.NextSingle()) - 1).ToArray())];
        (Dataset<float> train, Dataset<float> test) = Dataset.Of(windows, [.. windows.Select(window => window[0] > 0 ? 1 : 0)]).Split(0.8, seed: 1);
        Remembering one = new(seed: 1), other = new(seed: 1);

        History history = one.Fit(train, new() { Epochs = 40, BatchSize = 16, Optimizer = new Adam(0.01) });
        other.Fit(train, new() { Epochs = 40, BatchSize = 16, Optimizer = new Adam(0.01), Threads = 3 });

        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 4, $"{history.Epochs[0].Loss} → {history.Epochs[^1].Loss}");
        Assert.InRange(one.Evaluate(test).Accuracy, 0.95, 1);
        float[] parameters = new float[Remembering.ParameterCount], others = new float[Remembering.ParameterCount];
        one.GetParameters(parameters);
        other.GetParameters(others);
        Assert.Equal(parameters, others);
    }
}
