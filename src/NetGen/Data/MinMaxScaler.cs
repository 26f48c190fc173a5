using System.Numerics;

namespace NetGen;

/// <summary>Scales every input to between 0 and 1.</summary>
public static class MinMaxScaler
{
    /// <summary>
    /// Measures a dataset, as scikit-learn's <c>MinMaxScaler</c> does: offsets are the smallest values, scales the largest less
    /// the smallest. A column whose values are all equal gets the scale 1, and so becomes 0.
    /// </summary>
    /// <inheritdoc cref="Standardizer.Fit"/>
    public static Scaler<T> Fit<T>(Dataset<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> => Scaler<T>.Of(data, column =>
        {
            double low = column[0], high = column[0];
            foreach (double value in column)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
            return (low, low == high ? 1 : high - low);
        });
}
