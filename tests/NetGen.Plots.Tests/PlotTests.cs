using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace NetGen.Plots.Tests;

/// <summary>Each kind of picture, as PNG and as SVG, and what is refused.</summary>
public sealed class PlotTests : IDisposable
{
    private static readonly float[] Inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly int[] Labels = [0, 1, 1, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-plots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds => ["loss", "activations", "regions", "confusion", "diagram", "grid"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Picture_IsSavedByTheEndingOfItsFile(string kind)
    {
        Picture picture = Make(kind);
        string png = Path.Combine(_folder, "a", $"{kind}.png"), svg = Path.Combine(_folder, $"{kind}.svg");

        picture.Save(png);
        picture.Save(svg);

        using SKBitmap bitmap = SKBitmap.Decode(png);
        Assert.Equal((picture.Width, picture.Height), (bitmap.Width, bitmap.Height));
        Assert.True(bitmap.Pixels.Distinct().Count() > 20, "an empty picture");
        XElement root = XDocument.Parse(File.ReadAllText(svg)).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.Contains(root.Descendants(), element => element.Name.LocalName == "text");
    }

    [Fact]
    public void Regions_HaveTheColourOfTheClassThatIsTold()
    {
        var net = new Planar(seed: 1);
        for (int step = 0; step < 2000; step++)
            net.TrainBatch(Inputs, Labels, 0.5f);
        string path = Path.Combine(_folder, "regions.png");

        Plot.DecisionRegions(net, (ReadOnlySpan<float>)Inputs, Labels).Save(path);

        // Blue is class 0 and orange is class 1, and there is much of both.
        using SKBitmap bitmap = SKBitmap.Decode(path);
        Assert.Equal([0, 1, 1, 0], [net.Predict([0, 0]), net.Predict([0, 1]), net.Predict([1, 0]), net.Predict([1, 1])]);
        int all = bitmap.Width * bitmap.Height;
        Assert.InRange(bitmap.Pixels.Count(pixel => pixel.Blue > pixel.Red + 30), all / 8, all);
        Assert.InRange(bitmap.Pixels.Count(pixel => pixel.Red > pixel.Blue + 30), all / 8, all);
    }

    [Fact]
    public void LossCurves_SayWhatIsCounted()
    {
        string path = Path.Combine(_folder, "losses.svg");

        Plot.LossCurves("pass", ("a", [3.0, 2, 1]), ("b", [4.0, 2, 1.5])).Save(path);

        string[] texts = [.. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.All(["a", "b", "loss", "pass"], text => Assert.Contains(text, texts));
    }

    /// <summary>The legend stands beside the plot: on it, it would hide the point (1, 1).</summary>
    [Fact]
    public void Regions_HaveEveryPointLeftOfTheLegend()
    {
        string path = Path.Combine(_folder, "regions.svg");

        Make("regions").Save(path);

        XElement[] elements = [.. XDocument.Load(path).Descendants()];
        string place = elements.First(element => element.Name.LocalName == "text" && element.Value.Trim() == "class 0").Attribute("transform")!.Value;
        double legend = double.Parse(place["translate(".Length..place.IndexOf(' ')], CultureInfo.InvariantCulture);
        var points = elements.Where(element => element.Name.LocalName == "ellipse").Select(element => (X: Number(element, "cx"), Y: Number(element, "cy")));
        Assert.Equal(4, points.Distinct().Count(point => point.X < legend - 40));

        static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Regions_OfADataset_AreThoseOfItsInputsAndLabels()
    {
        var net = new Planar(seed: 1);
        string spans = Path.Combine(_folder, "spans.png"), dataset = Path.Combine(_folder, "dataset.png");

        Plot.DecisionRegions(net, (ReadOnlySpan<float>)Inputs, Labels).Save(spans);
        Plot.DecisionRegions(net, Dataset.Of(Inputs, Labels)).Save(dataset);

        Assert.Equal(File.ReadAllBytes(spans), File.ReadAllBytes(dataset));
    }

    /// <summary>Every count and name is there, and the diagonal of a network that is always right is blue.</summary>
    [Fact]
    public void ConfusionMatrix_ShowsCountsNamesAndShares()
    {
        var net = new Planar(seed: 1);
        for (int step = 0; step < 2000; step++)
            net.TrainBatch(Inputs, Labels, 0.5f);
        Picture picture = Plot.ConfusionMatrix(net.Evaluate(Dataset.Of([.. Inputs, 0, 1], [.. Labels, 1]), ["even", "odd"]));
        string svg = Path.Combine(_folder, "confusion.svg"), png = Path.Combine(_folder, "confusion.png");

        picture.Save(svg);
        picture.Save(png);

        // ScottPlot draws once to measure, so that each text is there twice.
        string[] texts = [.. XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.Equal(["0", "100.0 % of 5 right", "2", "3", "actual", "even", "odd", "predicted"], texts.Distinct().Order(StringComparer.Ordinal));
        using SKBitmap bitmap = SKBitmap.Decode(png);
        Assert.InRange(bitmap.Pixels.Count(pixel => pixel.Blue > pixel.Red + 100), bitmap.Width * bitmap.Height / 4, bitmap.Width * bitmap.Height / 2);
    }

    /// <summary>Each value is a square in its place: orange above zero, blue below, white at zero, full at the largest.</summary>
    [Fact]
    public void Heatmap_HasAColourForEachValue()
    {
        string png = Path.Combine(_folder, "heatmap.png"), grid = Path.Combine(_folder, "heatmaps.png"), zeros = Path.Combine(_folder, "zeros.png");
        Picture heatmap = Plot.Heatmap<float>([0, 1, -2, -1, 2, 0], columns: 3);

        heatmap.Save(png);
        Plot.Grid([heatmap, heatmap], columns: 2).Save(grid);
        Plot.Heatmap<double>([0, 0], columns: 1).Save(zeros);

        SKColor white = SKColors.White, orange = SKColor.Parse("#D55E00"), blue = SKColor.Parse("#0072B2");
        using SKBitmap one = SKBitmap.Decode(png), two = SKBitmap.Decode(grid), none = SKBitmap.Decode(zeros);
        Assert.Equal((84, 60, 168, 36, 60), (one.Width, one.Height, two.Width, none.Width, none.Height));
        Assert.Equal([white, blue, orange, white], [Cell(one, 0, 0), Cell(one, 0, 2), Cell(one, 1, 1), Cell(one, 1, 2)]);
        Assert.Equal([white, blue, orange, white], [Cell(two, 0, 0, 84), Cell(two, 0, 2, 84), Cell(two, 1, 1, 84), Cell(two, 1, 2, 84)]);
        Assert.True(Cell(one, 0, 1) is { Red: > 220, Blue: > 100 and < 150 } && Cell(one, 1, 0) is { Red: > 100 and < 150, Blue: > 200 }, "half of the largest is half the colour");
        Assert.Equal([white, white], [Cell(none, 0, 0), Cell(none, 1, 0)]);

        static SKColor Cell(SKBitmap bitmap, int row, int column, int left = 0) => bitmap.GetPixel(left + 18 + 24 * column, 18 + 24 * row);
    }

    /// <summary>None wipes out another.</summary>
    [Fact]
    public void Grid_ShowsEveryPicture()
    {
        string path = Path.Combine(_folder, "grid.png");

        Make("grid").Save(path);

        using SKBitmap bitmap = SKBitmap.Decode(path);
        Assert.Equal((1280, 840), (bitmap.Width, bitmap.Height));
        Assert.All([(0, 0), (640, 0), (0, 420)], place => Assert.True(Inked(bitmap, place) > 3000, $"{Inked(bitmap, place)} at {place}"));
        Assert.Equal(0, Inked(bitmap, (640, 420)));

        static int Inked(SKBitmap bitmap, (int Left, int Top) place) => Enumerable.Range(0, 640 * 420)
            .Count(index => bitmap.GetPixel(place.Left + index % 640, place.Top + index / 640) != SKColors.White);
    }

    [Fact]
    public void Animation_IsAGifOfAllPicturesToTheirColours()
    {
        Picture[] pictures = [Make("activations"), Make("loss"), Make("diagram")];
        string path = Path.Combine(_folder, "all.gif");

        Plot.Animate(pictures, path, delay: 30);

        using SKCodec codec = SKCodec.Create(path);
        Assert.Equal((3, 300), (codec.FrameCount, codec.FrameInfo[0].Duration));
        for (int frame = 0; frame < 3; frame++)
            RequireAlike(codec, frame, pictures[frame]);
    }

    /// <summary>Shaded regions have thousands of colours: 256 of them differ by no more than the eye sees.</summary>
    [Fact]
    public void Animation_KeepsShades()
    {
        Picture regions = Make("regions");
        string path = Path.Combine(_folder, "regions.gif");

        Plot.Animate([regions], path);

        using SKCodec codec = SKCodec.Create(path);
        RequireAlike(codec, 0, regions);
    }

    /// <summary>Every channel of a frame is close to the picture that was drawn, and farther off only in rare colours.</summary>
    private void RequireAlike(SKCodec codec, int frame, Picture picture)
    {
        using var decoded = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888));
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(decoded.Info, decoded.GetPixels(), new SKCodecOptions(frame)));
        string path = Path.Combine(_folder, "one.png");
        picture.Save(path);
        using SKBitmap drawn = SKBitmap.Decode(path);
        int[] differences = [.. decoded.Pixels.Zip(drawn.Pixels).SelectMany(pair => new[] { pair.First.Red - pair.Second.Red, pair.First.Green - pair.Second.Green, pair.First.Blue - pair.Second.Blue }.Select(Math.Abs))];
        Assert.InRange(differences.Average(), 0, 1.5);
        Assert.InRange(differences.Max(), 0, 24);
    }

    [Fact]
    public void Animation_IsNumberedFiles()
    {
        Plot.Animate([Make("activations"), Make("loss")], Path.Combine(_folder, "step.svg"));

        Assert.Equal(["step-000.svg", "step-001.svg"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order());
    }

    /// <summary>The font lies in the assembly, and the text is drawn in it whatever the machine has.</summary>
    [Fact]
    public void Text_IsInThePackagedFont()
    {
        string path = Path.Combine(_folder, "text.svg");
        Make("loss").Save(path);

        string svg = File.ReadAllText(path, Encoding.UTF8);

        Assert.Contains("font-family=\"DejaVu Sans\"", svg, StringComparison.Ordinal);
        Assert.Contains(typeof(Plot).Assembly.GetManifestResourceNames(), name => name == "DejaVuSans.ttf");
    }

    [Fact]
    public void WrongArguments_AreRefusedByWhatIsWrong()
    {
        Assert.Contains(".svg or .png", Assert.Throws<ArgumentException>(() => Make("loss").Save("loss.jpg")).Message, StringComparison.Ordinal);
        Assert.Contains("Softmax", Assert.Throws<ArgumentException>(() => Plot.ActivationFunctions(Activation.Softmax)).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => Plot.LossCurve(new History([], false))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plot.Grid([], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Grid([Make("loss")], 0));
        Assert.Throws<ArgumentException>(() => Plot.DecisionRegions(new Planar(), [1f, 2f, 3f], [0]));
        Assert.Equal("Seeing: layers.0 is Convolution; a diagram shows the units of dense layers.", Assert.Throws<NotSupportedException>(() => Plot.NetworkDiagram(new Seeing())).Message);
        Assert.Contains("got 4", Assert.Throws<ArgumentException>(() => Plot.Heatmap<float>([1, 2, 3, 4], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("got 0", Assert.Throws<ArgumentException>(() => Plot.Heatmap<float>([], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("row 1, column 0", Assert.Throws<ArgumentException>(() => Plot.Heatmap([1, 2, double.NaN, 4], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Heatmap<float>([1], 0));
        var values = Dataset.Of(Inputs, Inputs, 4);
        Assert.Contains("the data has targets", Assert.Throws<ArgumentException>(() => Plot.DecisionRegions(new Planar(), values)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Plot.ConfusionMatrix(new Planar().Evaluate(values)));
    }

    private static Picture Make(string kind) => kind switch
    {
        "loss" => Plot.LossCurve(new([.. Enumerable.Range(1, 50).Select(epoch => new EpochResult(epoch, 2.0 / epoch, null, 2.2 / epoch, null, 0.1, default))], false)),
        "activations" => Plot.ActivationFunctions(Activation.Step, Activation.Sigmoid, Activation.GELU),
        "regions" => Plot.DecisionRegions(new Planar(seed: 1), (ReadOnlySpan<float>)Inputs, Labels),
        "confusion" => Plot.ConfusionMatrix(new Planar(seed: 1).Evaluate(Dataset.Of(Inputs, Labels), ["even", "odd"])),
        "diagram" => Plot.NetworkDiagram(new Planar(seed: 1)),
        _ => Plot.Grid([Make("loss"), Make("diagram"), Make("activations")], 2),
    };
}
