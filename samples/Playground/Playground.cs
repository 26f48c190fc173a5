using System.Runtime.InteropServices.JavaScript;
using NetGen;
using NetGen.Data;

/// <summary>What the page calls. Points are rows of x, y and class.</summary>
public static partial class Playground
{
    private static readonly Dictionary<string, Func<Dataset<float>, double, int, Lesson>> Lessons = new()
    {
        [Line.Text] = (points, rate, seed) => new Lesson<Line>(points, rate, seed),
        [Three.Text] = (points, rate, seed) => new Lesson<Three>(points, rate, seed),
        [Eight.Text] = (points, rate, seed) => new Lesson<Eight>(points, rate, seed),
        [Deep.Text] = (points, rate, seed) => new Lesson<Deep>(points, rate, seed),
        [Wide.Text] = (points, rate, seed) => new Lesson<Wide>(points, rate, seed),
    };

    private static readonly Dictionary<string, Func<double, int, Dataset<float>>> Shapes = new()
    {
        ["Moons"] = (noise, seed) => Generate.Moons(200, noise, seed),
        ["Circles"] = (noise, seed) => Generate.Circles(200, noise / 2, seed),
        ["Spirals"] = (noise, seed) => Generate.Spirals(300, noise / 4, seed),
        ["Checks"] = (noise, seed) => Generate.Xor(200, noise / 2, seed),
    };

    private static Lesson? _lesson;

    [JSExport]
    public static string[] NetworkTexts() => [.. Lessons.Keys];

    [JSExport]
    public static string[] ShapeNames() => [.. Shapes.Keys];

    /// <summary>Points of a shape, which fills nine tenths of the square.</summary>
    [JSExport]
    public static double[] Points(string shape, double noise, int seed)
    {
        Dataset<float> data = Shapes[shape](noise, seed);
        Dataset<float> scaled = MinMaxScaler.Fit(data).Apply(data);
        ReadOnlySpan<float> inputs = scaled.Inputs.Span;
        double[] points = new double[3 * data.Count];
        for (int row = 0; row < data.Count; row++)
        {
            points[3 * row] = 1.8 * inputs[2 * row] - 0.9;
            points[3 * row + 1] = 1.8 * inputs[2 * row + 1] - 0.9;
            points[3 * row + 2] = data.Labels.Span[row];
        }

        return points;
    }

    /// <summary>Begins anew, with new weights.</summary>
    [JSExport]
    public static void Start(string network, double[] points, double learningRate, int seed)
    {
        int[] order = [.. Enumerable.Range(0, points.Length / 3)];
        new Random(seed).Shuffle(order);
        float[] inputs = [.. order.SelectMany(row => new[] { (float)points[3 * row], (float)points[3 * row + 1] })];
        int[] labels = [.. order.Select(row => (int)points[3 * row + 2])];
        _lesson = Lessons[network](Dataset.Of(inputs, labels), learningRate, seed);
    }

    [JSExport]
    public static void SetLearningRate(double learningRate) => Current.LearningRate = learningRate;

    /// <summary>Trains for a while and tells the steps since the beginning, the loss, and the share that is right.</summary>
    [JSExport]
    public static double[] Train(double milliseconds)
    {
        (long steps, double loss, double accuracy) = Current.Train(TimeSpan.FromMilliseconds(milliseconds));
        return [steps, loss, accuracy];
    }

    /// <summary>The probability of the second class at size × size places, line by line from the top, in 255ths.</summary>
    [JSExport]
    public static byte[] Map(int size) => [.. Current.Map(size).Select(share => (byte)Math.Round(255 * share))];

    [JSExport]
    public static string Summary() => Current.Summary;

    private static Lesson Current => _lesson ?? throw new InvalidOperationException("Nothing is being learnt: call Start first.");
}
