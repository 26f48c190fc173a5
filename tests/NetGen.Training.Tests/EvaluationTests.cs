using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NetGen.Training.Tests;

/// <summary>Passes inputs on to a Softmax, once its weights are those of the identity.</summary>
[Network("4-4:softmax", Precision = Precision.Double)]
public sealed partial class FourClasses;

[Network("4-4:logsoftmax", Precision = Precision.Double)]
public sealed partial class FourLogarithms;

[Network("2-2:softmax")]
public sealed partial class TwoClasses;

[Network("1-1:sigmoid", Precision = Precision.Double)]
public sealed partial class OneProbability;

[Network("3-3", Precision = Precision.Double)]
public sealed partial class ThreeValues;

[Network("1-1:tanh", Loss = Loss.Hinge, Precision = Precision.Double)]
public sealed partial class AroundZero;

[Network("1-1:sigmoid", Classes = ["no", "yes"])]
public sealed partial class Answer;

/// <summary>Evaluate against scikit-learn, whose figures References/sklearn.py writes.</summary>
public class EvaluationTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "References", "sklearn.json"))).RootElement;

    public static TheoryData<string> Classifications => [.. Names("classes")];

    public static TheoryData<string> Regressions => [.. Names("values")];

    [Theory]
    [MemberData(nameof(Classifications))]
    public void Classes_AreMeasuredAsByScikitLearn(string name)
    {
        JsonElement expected = Case("classes", name);
        var data = Dataset.Of(Doubles(expected, "outputs"), [.. Doubles(expected, "labels").Select(label => (int)label)]);
        Evaluation result = data.InputSize == 1 ? Passing(new OneProbability()).Evaluate(data) : Passing(new FourClasses()).Evaluate(data);

        Close(expected, "accuracy", result.Accuracy);
        Close(expected, "logLoss", result.LogLoss);
        Assert.Equal(Doubles(expected, "topK"), Enumerable.Range(1, result.Confusion.Size).Select(result.TopK), Near);
        Scores(expected.GetProperty("precision"), result.Precision);
        Scores(expected.GetProperty("recall"), result.Recall);
        Scores(expected.GetProperty("f1"), result.F1);
        JsonElement confusion = expected.GetProperty("confusion");
        for (int actual = 0; actual < result.Confusion.Size; actual++)
        {
            for (int predicted = 0; predicted < result.Confusion.Size; predicted++)
                Assert.Equal(confusion[actual][predicted].GetInt32(), result.Confusion[actual, predicted]);
        }
        Assert.Equal(data.Count, result.Count);
        Assert.True(result.HasClasses);
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void Values_AreMeasuredAsByScikitLearn(string name)
    {
        JsonElement expected = Case("values", name);
        double[] outputs = Doubles(expected, "outputs"), targets = Doubles(expected, "targets");
        int width = expected.GetProperty("width").GetInt32();
        var data = Dataset.Of(outputs, targets, targets.Length / width);
        Evaluation result = width == 1 ? Passing(new Line()).Evaluate(data) : Passing(new ThreeValues()).Evaluate(data);

        Close(expected, "meanSquaredError", result.MeanSquaredError);
        Close(expected, "meanAbsoluteError", result.MeanAbsoluteError);
        Close(expected, "r2", result.R2);
        Close(expected, "meanSquaredError", result.Loss);
        Assert.False(result.HasClasses);
    }

    /// <summary>What is the same network to its user is measured the same: logarithms of probabilities, labels and loss as in training.</summary>
    [Fact]
    public void LogSoftmax_IsMeasuredAsSoftmax()
    {
        JsonElement expected = Case("classes", "four classes");
        var data = Dataset.Of(Doubles(expected, "outputs"), [.. Doubles(expected, "labels").Select(label => (int)label)]);
        Evaluation result = Passing(new FourLogarithms()).Evaluate(data);

        Close(expected, "logLoss", result.LogLoss);
        Close(expected, "logLoss", result.Loss);
        Close(expected, "accuracy", result.TopK(1));

        // Against probabilities as targets, too: e to the outputs.
        double[] shares = [.. Enumerable.Repeat(0.25, data.Inputs.Length)];
        var even = Dataset.Of(data.Inputs.ToArray(), shares, data.Count);
        Assert.Equal(Passing(new FourClasses()).Evaluate(even).MeanSquaredError, Passing(new FourLogarithms()).Evaluate(even).MeanSquaredError, Tolerance);
    }

    /// <summary>ε is 2⁻²³ in single precision: −ln(2⁻²³ / (1 − 2⁻²³ + 2⁻²³)) = 23 ln 2.</summary>
    [Fact]
    public void LogLoss_InSinglePrecision_IsBoundedByItsEpsilon() =>
        Assert.Equal(23 * Math.Log(2), Passing(new TwoClasses()).Evaluate(Dataset.Of([500f, -500], [1])).LogLoss, 1e-12);

    [Fact]
    public void OneOutputAroundZero_HasClassesAndNoLogLoss()
    {
        Evaluation result = Passing(new AroundZero()).Evaluate(Dataset.Of([-1.0, -0.1, 0, 2], [0, 1, 1, 1]));

        Assert.Equal(0.75, result.Accuracy);
        Assert.Equal([0.5, 1], result.Precision);
        Assert.Equal((0.75, 1), (result.TopK(1), result.TopK(2)));
        Assert.Contains("outputs are none: let it end in Softmax", Assert.Throws<InvalidOperationException>(() => result.LogLoss).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("log loss", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EqualOutputs_GoByClass_AsInPredict()
    {
        Evaluation result = Passing(new FourClasses()).Evaluate(Dataset.Of(new double[16], [0, 1, 2, 3]));

        Assert.Equal([0.25, 0.5, 0.75, 1], Enumerable.Range(1, 4).Select(result.TopK));
        Assert.Equal(result.Accuracy, result.TopK(1));
    }

    [Fact]
    public void Evaluate_LeavesTheNetworkAndGivesTheLossOfValidation()
    {
        Dataset<float> data = FitTests.MakeBlobs(90);
        var net = new Flowers(1);
        History history = net.Fit(data, new() { Epochs = 3, Validation = data });
        float[] before = FitTests.Parameters(net);

        Evaluation result = net.Evaluate(data);

        Assert.Equal(history.Epochs[^1].ValidationLoss, result.Loss);
        Assert.Equal(history.Epochs[^1].ValidationAccuracy, result.Accuracy);
        Assert.Equal(before, FitTests.Parameters(net));
    }

    [Fact]
    public void MeasuresOfTheOtherKind_AreRefusedByWhatTheDataHas()
    {
        Evaluation classes = new Flowers(1).Evaluate(FitTests.MakeBlobs(9)), values = new Line(1).Evaluate(Dataset.Of([1.0, 2], [1.0, 2], 2));

        foreach (Func<object> measure in new Func<object>[] { () => classes.MeanSquaredError, () => classes.MeanAbsoluteError, () => classes.R2 })
            Assert.Contains("the data has class labels", Assert.Throws<InvalidOperationException>(measure).Message, StringComparison.Ordinal);
        foreach (Func<object> measure in new Func<object>[]
        {
            () => values.Accuracy, () => values.TopK(1), () => values.Confusion, () => values.Precision, () => values.Recall, () => values.F1, () => values.LogLoss,
        })
        {
            Assert.Contains("the data has targets: give class numbers as int[]", Assert.Throws<InvalidOperationException>(measure).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WrongArguments_AreRefusedByWhatIsWrong()
    {
        Dataset<float> blobs = FitTests.MakeBlobs(9);
        Evaluation result = new Flowers(1).Evaluate(blobs);

        Assert.Contains("from 1 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => result.TopK(0)).Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => result.TopK(4)).Message, StringComparison.Ordinal);
        Assert.Contains("each of 3 classes, got 2", Refused(() => new Flowers(1).Evaluate(blobs, ["a", "b"])), StringComparison.Ordinal);
        Assert.Contains("takes 4 values a sample, the data has 1", Refused(() => new Flowers(1).Evaluate(Dataset.Of([1f], [0]))), StringComparison.Ordinal);
        Assert.Contains("the label 3 in row 0", Refused(() => new Flowers(1).Evaluate(Dataset.Of(new float[4], [3]))), StringComparison.Ordinal);
        Assert.Contains("output is a value, not a class", Refused(() => new Line(1).Evaluate(Dataset.Of([1.0], [0]))), StringComparison.Ordinal);

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    [Fact]
    public void R2_OfOneSample_IsNoNumber() => Assert.True(double.IsNaN(new Line(1).Evaluate(Dataset.Of([1.0], [2.0], 1)).R2));

    [Fact]
    public void Text_IsATableOfClasses() => Assert.Equal(
        """
        AroundZero: 4 samples, loss 0.5935, accuracy 0.7500
        Class  Precision  Recall      F1  Samples
        ─────────────────────────────────────────
        low       0.5000  1.0000  0.6667        1
        high      1.0000  0.6667  0.8000        3
        macro     0.7500  0.8333  0.7333        4
        micro     0.7500  0.7500  0.7500        4
        ─────────────────────────────────────────
        actual \ predicted  low  high
        ─────────────────────────────
        low                   1     0
        high                  1     2
        ─────────────────────────────
        """.ReplaceLineEndings("\n"),
        OfFour(Dataset.Of([-1.0, -0.1, 0, 2], [0, 1, 1, 1]), ["low", "high"]).ToString());

    private static Evaluation OfFour(Dataset<double> data, string[] classNames)
    {
        AroundZero network = Passing(new AroundZero());
        return network.Evaluate(data, classNames);
    }

    [Fact]
    public void Classes_HaveTheNamesGivenOrThoseOfTheNetworkOrNumbers()
    {
        var data = Dataset.Of([1f, -1], [1, 0]);

        Assert.Equal(["no", "yes"], new Answer().Evaluate(data).Confusion.Names);
        Assert.Equal(["false", "true"], new Answer().Evaluate(data, ["false", "true"]).Confusion.Names);
        Assert.Equal(["0", "1"], new AroundZero().Evaluate(Dataset.Of([1.0, -1], [1, 0])).Confusion.Names);
    }

    [Fact]
    public void Text_IsATableOfValues() => Assert.Equal(
        """
        Line: 2 samples, loss 0.5000
        Measure               Value
        ───────────────────────────
        Mean squared error   0.5000
        Mean absolute error  0.5000
        R²                   0.5000
        ───────────────────────────
        """.ReplaceLineEndings("\n"),
        Passing(new Line()).Evaluate(Dataset.Of([1.0, 2], [1.0, 3], 2)).ToString());

    /// <summary>A network of one layer, now with the weights of the identity.</summary>
    private static TSelf Passing<TSelf, T>(INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[TSelf.ParameterCount];
        for (int unit = 0; unit < TSelf.InputSize; unit++)
            parameters[unit * (TSelf.InputSize + 1)] = T.One;
        network.SetParameters(parameters);
        return (TSelf)network;
    }

    private static void Scores(JsonElement expected, ClassScores found)
    {
        Assert.Equal(Doubles(expected, "classes"), found, Near);
        Close(expected, "macro", found.Macro);
        Close(expected, "micro", found.Micro);
    }

    private static void Close(JsonElement expected, string name, double found) =>
        Assert.True(Near(expected.GetProperty(name).GetDouble(), found), $"{name}: expected {expected.GetProperty(name)}, got {found:R}");

    private static bool Near(double expected, double found) => Math.Abs(expected - found) <= Tolerance * Math.Max(1, Math.Abs(expected));

    private static double[] Doubles(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static IEnumerable<string> Names(string kind) => Reference.GetProperty(kind).EnumerateArray().Select(element => element.GetProperty("name").GetString()!);

    private static JsonElement Case(string kind, string name) =>
        Reference.GetProperty(kind).EnumerateArray().Single(element => element.GetProperty("name").GetString() == name);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
