using System.Globalization;
using System.Reflection;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>Samples and their classes, split for training and testing.</summary>
internal sealed record DataSet(int InputSize, float[] TrainInputs, int[] TrainLabels, float[] TestInputs, int[] TestLabels)
{
    private const int Seed = 1;

    /// <summary>150 irises, of which 50 train. R. A. Fisher, 1936.</summary>
    public static DataSet Iris() => Split(Read("iris.csv", scale: 1), train: 50);

    /// <summary>1,797 handwritten digits of 8 × 8 pixels, of which 1,437 train. E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0.</summary>
    public static DataSet Digits() => Split(Read("digits.csv", scale: 1 / 16f), train: 1437);

    /// <summary>200 points of two half circles that reach into each other, with noise; they test themselves.</summary>
    public static DataSet Moons()
    {
        var random = new Random(Seed);
        DataSet all = Split([.. Enumerable.Range(0, 200).Select(Point)], train: 200);
        return all with { TestInputs = all.TrainInputs, TestLabels = all.TrainLabels };

        (float[] Input, int Label) Point(int index)
        {
            double angle = Math.PI * (index / 2) / 99;
            var (x, y) = index % 2 == 0 ? (Math.Cos(angle), Math.Sin(angle)) : (1 - Math.Cos(angle), 0.5 - Math.Sin(angle));
            return ([(float)(x + Noise()), (float)(y + Noise())], index % 2);
        }

        double Noise() => 0.2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Rows of numbers whose last column is the class: a number, or a name, numbered in order of appearance.</summary>
    private static (float[] Input, int Label)[] Read(string resource, float scale)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        string[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(','))];
        string[] classes = [.. rows.Select(row => row[^1]).Distinct()];
        return [.. rows.Select(row => (Array.ConvertAll(row[..^1], text => scale * float.Parse(text, CultureInfo.InvariantCulture)), Array.IndexOf(classes, row[^1])))];
    }

    private static DataSet Split((float[] Input, int Label)[] samples, int train)
    {
        new Random(Seed).Shuffle(samples);
        return new(
            samples[0].Input.Length,
            [.. samples.Take(train).SelectMany(sample => sample.Input)],
            [.. samples.Take(train).Select(sample => sample.Label)],
            [.. samples.Skip(train).SelectMany(sample => sample.Input)],
            [.. samples.Skip(train).Select(sample => sample.Label)]);
    }
}
