using System.Globalization;

/// <summary>150 irises of three species, four lengths in cm each: some to train on, the others to test with.</summary>
internal sealed record IrisData(float[] TrainInputs, int[] TrainLabels, float[] TestInputs, int[] TestLabels)
{
    public static readonly string[] Species = ["Setosa", "Versicolor", "Virginica"];

    private static readonly int[] TrainingRows = [17, 17, 16];

    /// <summary>17, 17 and 16 flowers of the species to train on, drawn by the seed; the other 100 to test with.</summary>
    public static IrisData Split(int seed)
    {
        var random = new Random(seed);
        var (train, test) = (new List<Flower>(), new List<Flower>());
        foreach (var species in Read().GroupBy(flower => flower.Label))
        {
            Flower[] flowers = [.. species];
            random.Shuffle(flowers);
            train.AddRange(flowers[..TrainingRows[species.Key]]);
            test.AddRange(flowers[TrainingRows[species.Key]..]);
        }

        return new(
            [.. train.SelectMany(flower => flower.Lengths)],
            [.. train.Select(flower => flower.Label)],
            [.. test.SelectMany(flower => flower.Lengths)],
            [.. test.Select(flower => flower.Label)]);
    }

    private static IEnumerable<Flower> Read()
    {
        using var reader = new StreamReader(typeof(IrisData).Assembly.GetManifestResourceStream("iris.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new Flower(Array.ConvertAll(cells[..4], cell => float.Parse(cell, CultureInfo.InvariantCulture)), Array.IndexOf(Species, cells[4])));
    }

    private sealed record Flower(float[] Lengths, int Label);
}
