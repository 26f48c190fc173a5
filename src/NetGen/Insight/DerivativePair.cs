using System.Globalization;

namespace NetGen;

/// <summary>One derivative of the loss, as Backward says it and as differences of the loss show it. Immutable.</summary>
/// <param name="Tensor">The tensor that it is by, such as <c>layers.0.weight</c>.</param>
/// <param name="Index">Which of the tensor's values, row-major; null for a random direction through all of them.</param>
/// <param name="Analytic">What Backward says.</param>
/// <param name="Numeric">What the loss does.</param>
/// <param name="RelativeError">Their distance, relative to the larger of them; see <see cref="GradientCheck"/>.</param>
public sealed record DerivativePair(string Tensor, int? Index, double Analytic, double Numeric, double RelativeError)
{
    /// <summary>Where, and both values.</summary>
    public override string ToString()
    {
        string where = Index is { } index ? $"{Tensor}, value {index}" : $"{Tensor}, a random direction";
        return string.Create(CultureInfo.InvariantCulture, $"{where}: analytic {Analytic:G9}, numeric {Numeric:G9}, relative error {RelativeError:E1}");
    }
}
