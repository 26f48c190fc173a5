using System.Globalization;

namespace NetGen.Benchmarks.Report;

/// <summary>Numbers as the report writes them.</summary>
internal static class Numbers
{
    /// <summary>Three significant digits or all digits before the point; a dash for no number.</summary>
    public static string Significant(double value) => value switch
    {
        double.NaN => "–",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public static string Ratio(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
