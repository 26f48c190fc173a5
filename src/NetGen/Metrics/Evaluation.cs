using System.Globalization;
using NetGen.Insight;
using NetGen.Metrics;

namespace NetGen;

/// <summary>How good a network is on a dataset, by scikit-learn's definitions; its text is a table. Immutable.</summary>
/// <remarks>
/// Data with labels has the measures of classes, data with targets those of values; a measure of the other kind throws an
/// <see cref="InvalidOperationException"/>. <see cref="Loss"/> is there for both.
/// </remarks>
public sealed class Evaluation
{
    private readonly string _network;
    private readonly ClassMeasures? _classes;
    private readonly ValueMeasures? _values;

    internal Evaluation(string network, int count, double loss, ClassMeasures? classes, ValueMeasures? values)
    {
        _network = network;
        Count = count;
        Loss = loss;
        _classes = classes;
        _values = values;
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The mean of the loss that the network is trained on.</summary>
    public double Loss { get; }

    /// <summary>True when the data has labels, so that there are the measures of classes; false when there are those of values.</summary>
    public bool HasClasses => _classes is not null;

    /// <summary>The share of samples that are classified rightly.</summary>
    /// <exception cref="InvalidOperationException">The data has targets.</exception>
    public double Accuracy => Classes(nameof(Accuracy)).Accuracy;

    /// <summary>How many samples of each class were told to be of each.</summary>
    /// <inheritdoc cref="Accuracy" path="/exception"/>
    public ConfusionMatrix Confusion => Classes(nameof(Confusion)).Confusion;

    /// <summary>Of the samples that were told to be of a class, the share that are; 0 where none was.</summary>
    /// <inheritdoc cref="Accuracy" path="/exception"/>
    public ClassScores Precision => Classes(nameof(Precision)).Precision;

    /// <summary>Of the samples that are of a class, the share that were told to be; 0 where none is.</summary>
    /// <inheritdoc cref="Accuracy" path="/exception"/>
    public ClassScores Recall => Classes(nameof(Recall)).Recall;

    /// <summary>The harmonic mean of precision and recall; 0 where the class neither occurs nor is predicted.</summary>
    /// <inheritdoc cref="Accuracy" path="/exception"/>
    public ClassScores F1 => Classes(nameof(F1)).F1;

    /// <summary>
    /// The mean of −ln of the probability of a sample's class, probabilities being brought between ε and 1 − ε, where
    /// ε is 2⁻²³ in single and 2⁻⁵² in double precision, and then to the sum 1.
    /// </summary>
    /// <exception cref="InvalidOperationException">The data has targets, or the outputs are no probabilities: not Softmax, LogSoftmax or one Sigmoid.</exception>
    public double LogLoss => Classes(nameof(LogLoss)).LogLoss ?? throw new InvalidOperationException(
        "LogLoss is for probabilities, and this network's outputs are none: let it end in Softmax, LogSoftmax or one Sigmoid.");

    /// <summary>The mean over samples and outputs of (y − t)².</summary>
    /// <exception cref="InvalidOperationException">The data has labels.</exception>
    public double MeanSquaredError => Values(nameof(MeanSquaredError)).MeanSquaredError;

    /// <summary>The mean over samples and outputs of |y − t|.</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/exception"/>
    public double MeanAbsoluteError => Values(nameof(MeanAbsoluteError)).MeanAbsoluteError;

    /// <summary>
    /// 1 − Σ (y − t)² / Σ (t − mean t)², the mean over the outputs. An output whose targets are all equal counts 1 where all are
    /// reached exactly, otherwise 0; of one sample it is NaN.
    /// </summary>
    /// <inheritdoc cref="MeanSquaredError" path="/exception"/>
    public double R2 => Values(nameof(R2)).R2;

    /// <summary>The share of samples whose class is among the k largest outputs; equal outputs go by class, as in Predict, so that TopK(1) is the accuracy.</summary>
    /// <param name="k">From 1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is out of this range.</exception>
    /// <exception cref="InvalidOperationException">The data has targets.</exception>
    public double TopK(int k) => Classes(nameof(TopK)).TopK(k);

    /// <summary>A table of all measures; lines end in <c>\n</c>, the last one does not.</summary>
    public override string ToString()
    {
        string head = $"{_network}: {Count} sample{(Count == 1 ? "" : "s")}, loss {Text(Loss)}";
        if (_values is not null)
        {
            var values = new TextTable("Measure", "Value") { NumbersFrom = 1 };
            values.Add("Mean squared error", Text(MeanSquaredError));
            values.Add("Mean absolute error", Text(MeanAbsoluteError));
            values.Add("R²", Text(R2));
            return $"{head}\n{values}";
        }

        head += $", accuracy {Text(Accuracy)}";
        if (_classes!.LogLoss is { } logLoss)
            head += $", log loss {Text(logLoss)}";
        var table = new TextTable("Class", "Precision", "Recall", "F1", "Samples") { NumbersFrom = 1 };
        for (int label = 0; label < Confusion.Size; label++)
            table.Add(Confusion.Names[label], Text(Precision[label]), Text(Recall[label]), Text(F1[label]), Number(Confusion.Actual(label)));
        table.Add("macro", Text(Precision.Macro), Text(Recall.Macro), Text(F1.Macro), Number(Count));
        table.Add("micro", Text(Precision.Micro), Text(Recall.Micro), Text(F1.Micro), Number(Count));
        return $"{head}\n{table}\n{Confusion}";
    }

    private static string Text(double value) => Math.Abs(value) is >= 1e-4 and < 1e4 or 0
        ? value.ToString("F4", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private ClassMeasures Classes(string measure) => _classes ?? throw new InvalidOperationException(
        $"{measure} is for classes, and the data has targets: give class numbers as int[], Dataset.Of(inputs, labels).");

    private ValueMeasures Values(string measure) => _values ?? throw new InvalidOperationException(
        $"{measure} is for values, and the data has class labels: see Accuracy, F1, LogLoss.");
}
