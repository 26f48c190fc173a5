namespace NetGen.Tool.Networks;

/// <summary>How inputs are scaled.</summary>
internal enum Scaling
{
    Standard,
    MinMax,
    None,
}

/// <summary>How a network is trained; see <see cref="FitOptions{T}"/>.</summary>
internal sealed record TrainingSettings(
    int Epochs, int BatchSize, Optimizer Optimizer, double L2, double TestFraction, int Seed, int Threads, int? Patience, Scaling Scale);

/// <summary>What a training came to.</summary>
/// <param name="History">Epoch by epoch.</param>
/// <param name="Test">How good the network is on the samples that were kept back.</param>
/// <param name="TrainCount">Samples that were trained on.</param>
/// <param name="TestCount">Samples that were kept back.</param>
/// <param name="IsScaled">Whether a scaling of the inputs was folded into the network.</param>
internal sealed record Outcome(History History, Evaluation Test, int TrainCount, int TestCount, bool IsScaled);
