using System.Globalization;

namespace NetGen.Benchmarks.Data;

/// <summary>1,797 handwritten digits of 8 × 8 pixels: the test set of "Optical Recognition of Handwritten Digits", UCI.</summary>
internal static class Digits
{
    private const int Training = 1437;
    private const float Brightest = 16;

    /// <summary>In an order that the seed draws.</summary>
    public static Split Split(int seed)
    {
        float[][] rows = Read();
        new Random(seed).Shuffle(rows);
        return new(Samples(rows[..Training]), Samples(rows[Training..]));
    }

    private static Samples Samples(float[][] rows) =>
        new([.. rows.SelectMany(row => row[..^1]).Select(pixel => pixel / Brightest)], [.. rows.Select(row => (int)row[^1])]);

    private static float[][] Read()
    {
        using var reader = new StreamReader(typeof(Digits).Assembly.GetManifestResourceStream("digits.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), cell => float.Parse(cell, CultureInfo.InvariantCulture)))];
    }
}
