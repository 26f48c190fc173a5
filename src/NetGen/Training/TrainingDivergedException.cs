using System.Globalization;

namespace NetGen;

/// <summary>The loss, its gradient or a parameter has become NaN or infinite. The network has the parameters of the last epoch that was finite.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>A training that diverged.</summary>
    /// <param name="epoch">The epoch, counted from 1, in which that was.</param>
    /// <param name="lastGoodLoss">The loss of the epoch before; null when it was the first.</param>
    public TrainingDivergedException(int epoch, double? lastGoodLoss)
        : base(Text(epoch, lastGoodLoss))
    {
        Epoch = epoch;
        LastGoodLoss = lastGoodLoss;
    }

    /// <summary>The epoch, counted from 1, in which that was.</summary>
    public int Epoch { get; }

    /// <summary>The loss of the epoch before; null when it was the first.</summary>
    public double? LastGoodLoss { get; }

    private static string Text(int epoch, double? lastGoodLoss)
    {
        string before = lastGoodLoss is { } loss
            ? string.Create(CultureInfo.InvariantCulture, $"the last finite one was {loss:G4}, and the network has the parameters of that epoch")
            : "the network has the parameters that it came with";
        return $"The loss is no longer finite in epoch {epoch}; {before}. What usually helps: scale the inputs (Standardizer), a smaller learning rate, or clipping (ClipNorm = 1).";
    }
}
