using System.Diagnostics;
using System.Globalization;

namespace NetGen.Tool;

/// <summary>Shows a training where errors go, so that results stay alone: one line that changes, or in a pipe at most one line a second.</summary>
internal sealed class TrainingProgress(Terminal terminal, int epochs) : IProgress<EpochResult>
{
    private const int Width = 24;

    private long _last = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Report(EpochResult value)
    {
        if (Stopwatch.GetElapsedTime(_last) < TimeSpan.FromSeconds(terminal.IsInteractive ? 0.05 : 1) && value.Epoch != epochs)
            return;
        _last = Stopwatch.GetTimestamp();
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch}/{epochs}  loss {value.Loss:0.0000}");
        if (value.ValidationLoss is { } loss)
            text += string.Create(CultureInfo.InvariantCulture, $"  test {loss:0.0000}");
        if (value.ValidationAccuracy is { } accuracy)
            text += string.Create(CultureInfo.InvariantCulture, $" {accuracy:0.0%}");
        text += string.Create(CultureInfo.InvariantCulture, $"  {value.Elapsed.TotalSeconds / value.Epoch * (epochs - value.Epoch):0.0} s left");
        int done = (int)((long)Width * value.Epoch / epochs);
        if (terminal.IsInteractive)
            terminal.Error.Write($"\r[{new string('=', done)}{new string(' ', Width - done)}] {text}   ");
        else
            terminal.Error.WriteLine(text);
    }

    /// <summary>Leaves the line.</summary>
    public void End()
    {
        if (terminal.IsInteractive)
            terminal.Error.WriteLine();
    }
}
