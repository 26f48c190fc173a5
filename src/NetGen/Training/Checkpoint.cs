using System.Globalization;
using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// A training after one of its epochs, in a file from which another process goes on with the same bits: what a trainer saves,
/// the history, and the parameters of the best epoch. What follows from the history is not written down.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="training">Options and data in words: the file of another training is refused.</param>
internal sealed class Checkpoint<T>(string path, string training)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string TrainingKey = "training", HistoryKey = "history";

    /// <summary>Replaces the file in one step.</summary>
    public void Save(ITrainable<T> network, Optimizer optimizer, Updater<T> updater, IEnumerable<EpochResult> epochs, ParameterBlock<T>? best) =>
        TrainerFile.Save(
            path, network, optimizer, updater, optimizer.LearningRate, best, new(TrainingKey, training), new(HistoryKey, string.Join('\n', epochs.Select(Line))));

    /// <summary>Reads the file, if there is one; gives the epochs before it.</summary>
    /// <exception cref="InvalidDataException">It is of another training, or no checkpoint; nothing has changed.</exception>
    public List<EpochResult> Load(ITrainable<T> network, Optimizer optimizer, Updater<T> updater, ParameterBlock<T>? best)
    {
        if (!File.Exists(path))
            return [];
        List<EpochResult> epochs = [];
        using FileStream stream = WeightsFile.Open(path);
        TrainerFile.Load(stream, path, network, optimizer, updater, best, header =>
        {
            string? found = header.Metadata.GetValueOrDefault(TrainingKey);
            if (found != training)
                return $"metadata '{TrainingKey}': expected '{training}', found {(found is null ? "none" : $"'{found}'")}. Delete the file to start anew.";
            string[] lines = header.Metadata.GetValueOrDefault(HistoryKey, "").Split('\n');
            epochs = [.. lines.Select(Epoch).OfType<EpochResult>()];
            return epochs.Count == lines.Length ? null : $"metadata '{HistoryKey}': expected seven numbers a line.";
        });
        return epochs;
    }

    /// <summary>A training that has ended needs none.</summary>
    public void Delete() => File.Delete(path);

    private static string Line(EpochResult epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{epoch.Epoch} {epoch.Loss} {epoch.Accuracy ?? double.NaN} {epoch.ValidationLoss ?? double.NaN} {epoch.ValidationAccuracy ?? double.NaN} {epoch.LearningRate} {epoch.Elapsed.TotalSeconds}");

    /// <summary>The epoch of a line; null where it is none.</summary>
    private static EpochResult? Epoch(string line)
    {
        string[] words = line.Split(' ');
        double[] numbers = new double[7];
        if (words.Length != numbers.Length)
            return null;
        for (int index = 0; index < words.Length; index++)
        {
            if (!double.TryParse(words[index], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[index]))
                return null;
        }
        return new((int)numbers[0], numbers[1], OrNone(numbers[2]), OrNone(numbers[3]), OrNone(numbers[4]), numbers[5], TimeSpan.FromSeconds(numbers[6]));
    }

    private static double? OrNone(double number) => double.IsNaN(number) ? null : number;
}
