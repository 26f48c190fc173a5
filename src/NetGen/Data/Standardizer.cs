using System.Numerics;

namespace NetGen;

/// <summary>Scales every input to mean 0 and standard deviation 1.</summary>
public static class Standardizer
{
    /// <summary>
    /// Measures a dataset, as scikit-learn's <c>StandardScaler</c> does: offsets are means, scales are standard deviations
    /// √(Σ (x − mean)² / n). A column whose values are all equal gets the scale 1, and so becomes 0.
    /// </summary>
    /// <param name="data">What is trained on; data to test on is scaled by the same numbers.</param>
    /// <exception cref="ArgumentException">A column's values are too far apart for their spread to be a number.</exception>
    public static Scaler<T> Fit<T>(Dataset<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> => Scaler<T>.Of(data, column =>
        {
            double low = column[0], high = column[0], sum = 0;
            foreach (double value in column)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
                sum += value / column.Length;
            }
            if (low == high)
                return (low, 1);

            // Against the largest, the squares of the distances neither overflow nor vanish.
            double largest = Math.Max(high - sum, sum - low), squares = 0;
            foreach (double value in column)
                squares += (value - sum) / largest * ((value - sum) / largest);
            return (sum, largest * Math.Sqrt(squares / column.Length));
        });
}
