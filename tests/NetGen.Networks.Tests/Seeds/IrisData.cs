using System.Globalization;

namespace NetGen.Networks.Tests.Seeds;

/// <summary>The 150 irises, split by species into training and test rows.</summary>
internal sealed record IrisData(float[] TrainInputs, int[] TrainLabels, float[] TestInputs, int[] TestLabels)
{
    private static readonly string[] Species = ["Setosa", "Versicolor", "Virginica"];
    private static readonly int[] TrainingRows = [17, 17, 16];

    /// <summary>17, 17 and 16 rows of the species for training, chosen by the seed, and the other 100 for testing.</summary>
    public static IrisData Split(int seed)
    {
        var random = new Random(seed);
        var (train, test) = (new List<(float[] Features, int Label)>(), new List<(float[] Features, int Label)>());
        foreach (var species in Read().GroupBy(row => row.Label))
        {
            var rows = species.ToArray();
            random.Shuffle(rows);
            train.AddRange(rows[..TrainingRows[species.Key]]);
            test.AddRange(rows[TrainingRows[species.Key]..]);
        }

        return new(
            [.. train.SelectMany(row => row.Features)],
            [.. train.Select(row => row.Label)],
            [.. test.SelectMany(row => row.Features)],
            [.. test.Select(row => row.Label)]);
    }

    private static (float[] Features, int Label)[] Read()
    {
        using var reader = new StreamReader(typeof(IrisData).Assembly.GetManifestResourceStream("iris.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => (Array.ConvertAll(cells[..4], cell => float.Parse(cell, CultureInfo.InvariantCulture)), Array.IndexOf(Species, cells[4].Trim('"'))))
            .ToArray();
    }
}
