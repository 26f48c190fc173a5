using System.Globalization;
using System.Text.Json;

namespace NetGen.Tool.Tests.Formats;

/// <summary>The files beside these tests.</summary>
internal static class Data
{
    public static string Of(string path) => Path.Combine(AppContext.BaseDirectory, "Formats", "Models", path);

    /// <summary>Numbers, one or several a line.</summary>
    public static double[] Csv(string path) =>
        [.. File.ReadAllText(Of(path)).Split(['\n', '\r', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    public static double[] Json(string path) => JsonSerializer.Deserialize<double[]>(File.ReadAllText(Of(path)))!;

    /// <summary>The largest difference, relative where numbers are larger than 1.</summary>
    public static double Worst(IEnumerable<double> expected, IEnumerable<double> actual) =>
        expected.Zip(actual, (left, right) => Math.Abs(left - right) / Math.Max(1, Math.Abs(left))).Max();
}
