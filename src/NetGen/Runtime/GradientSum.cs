using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>What a sum of gradients is the gradient of.</summary>
/// <param name="Loss">The sum of the samples' losses, each times its weight.</param>
/// <param name="Weight">The sum of the samples' weights: their number, unless classes have weights.</param>
/// <param name="Right">How many of the samples are classified rightly; 0 where there are no classes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GradientSum(double Loss, double Weight, int Right);
