using System.Globalization;
using System.Text;

namespace NetGen.Orleans;

/// <summary>What became of one trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Loss">Of the network that the training ends with: of the validation data, or of the data when nothing is validated; NaN when it failed.</param>
/// <param name="Accuracy">Likewise; null without classes, or when it failed.</param>
/// <param name="Epochs">The number of epochs trained.</param>
/// <param name="Elapsed">How long it took, from its last beginning.</param>
/// <param name="Silo">Where.</param>
/// <param name="Restarts">How often it was begun anew, because its silo was lost.</param>
/// <param name="Error">What its training threw; null when it succeeded.</param>
public sealed record TrialResult(Trial Trial, double Loss, double? Accuracy, int Epochs, TimeSpan Elapsed, string Silo, int Restarts, string? Error);

/// <summary>One setting over its seeds and folds.</summary>
/// <param name="Setting">Its number.</param>
/// <param name="Values">The value of each axis by its name.</param>
/// <param name="Trials">Its results, by the number of the trial.</param>
public sealed record SettingResult(int Setting, IReadOnlyDictionary<string, double> Values, IReadOnlyList<TrialResult> Trials)
{
    /// <summary>The mean over the trials; NaN when one failed.</summary>
    public double Loss => Trials.Average(trial => trial.Loss);

    /// <summary>The standard deviation of the losses, of the trials as a sample; 0 for a single one.</summary>
    public double LossDeviation => Trials.Count == 1 ? 0 : Math.Sqrt(Trials.Sum(trial => (trial.Loss - Loss) * (trial.Loss - Loss)) / (Trials.Count - 1));

    /// <summary>The mean over the trials; null without classes, or when one failed.</summary>
    public double? Accuracy => Trials.All(trial => trial.Accuracy is not null) ? Trials.Average(trial => trial.Accuracy) : null;
}

/// <summary>What a search found; its text is a table, the best setting first.</summary>
/// <param name="Trials">All results, by the number of the trial; fewer than there are trials when the search was cancelled.</param>
public sealed record SearchResult(IReadOnlyList<TrialResult> Trials)
{
    /// <summary>The settings, the lowest mean loss first, and those with failed trials last.</summary>
    public IReadOnlyList<SettingResult> Settings { get; } =
    [
        .. Trials
            .GroupBy(result => result.Trial.Setting)
            .Select(group => new SettingResult(group.Key, group.First().Trial.Values, [.. group]))
            .OrderBy(setting => double.IsNaN(setting.Loss))
            .ThenBy(setting => setting.Loss)
            .ThenBy(setting => setting.Setting),
    ];

    /// <summary>The first of <see cref="Settings"/>; null when no trial ended.</summary>
    public SettingResult? Best => Settings.Count > 0 ? Settings[0] : null;

    /// <summary>The trials that were begun more than once, because their silo was lost.</summary>
    public IEnumerable<TrialResult> Restarted => Trials.Where(trial => trial.Restarts > 0);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Settings.Count == 0)
            return "no trial ended";
        string[] axes = [.. Settings[0].Values.Keys];
        List<string[]> rows = [[.. axes, "loss", "±", "accuracy", "trials", "restarts", "failed"]];
        rows.AddRange(Settings.Select(setting => (string[])
        [
            .. axes.Select(axis => setting.Values[axis].ToString("G4", CultureInfo.InvariantCulture)),
            setting.Loss.ToString("F4", CultureInfo.InvariantCulture),
            setting.LossDeviation.ToString("F4", CultureInfo.InvariantCulture),
            setting.Accuracy?.ToString("P1", CultureInfo.InvariantCulture) ?? "",
            setting.Trials.Count.ToString(CultureInfo.InvariantCulture),
            setting.Trials.Sum(trial => trial.Restarts).ToString(CultureInfo.InvariantCulture),
            setting.Trials.Count(trial => trial.Error is not null).ToString(CultureInfo.InvariantCulture),
        ]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))));
        return text.ToString().TrimEnd();
    }
}
