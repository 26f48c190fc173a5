using System.Diagnostics;
using System.Globalization;

namespace NetGen;

/// <summary>
/// Shows a training on the console: a bar with loss, accuracy and time left that stays on its line; where output is
/// redirected, plain lines, at most one a second besides those of the first and the last epoch.
/// </summary>
/// <remarks>For one training at a time.</remarks>
public sealed class ConsoleProgress : IProgress<EpochResult>
{
    private const int Width = 24;

    private int _epochs = 1;
    private long _last;
    private EpochResult? _untold;

    /// <summary>Called by <c>Fit</c>: the number of epochs that are planned.</summary>
    internal void Begin(int epochs) => _epochs = epochs;

    /// <summary>Called by <c>Fit</c>, also where it ends early: the bar's line is left, or the last epoch told.</summary>
    internal void End()
    {
        if (!Console.IsOutputRedirected)
            Console.WriteLine();
        else if (_untold is not null)
            Console.WriteLine(Line(_untold));
        _untold = null;
    }

    /// <inheritdoc/>
    public void Report(EpochResult value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool isLast = value.Epoch >= _epochs;
        if (Console.IsOutputRedirected)
        {
            _untold = value;
            if (value.Epoch > 1 && !isLast && Stopwatch.GetElapsedTime(_last) < TimeSpan.FromSeconds(1))
                return;
            _last = Stopwatch.GetTimestamp();
            Console.WriteLine(Line(value));
            _untold = null;
            return;
        }

        int done = (int)((long)Width * Math.Min(value.Epoch, _epochs) / _epochs);
        Console.Write($"\r[{new string('=', done)}{new string(' ', Width - done)}] {Line(value)}   ");
    }

    private string Line(EpochResult value)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch}/{_epochs}  loss {value.Loss:0.0000}");
        if (value.Accuracy is { } accuracy)
            text += string.Create(CultureInfo.InvariantCulture, $"  accuracy {accuracy:0.0%}");
        if (value.ValidationLoss is { } loss)
            text += string.Create(CultureInfo.InvariantCulture, $"  validation {loss:0.0000}");
        if (value.ValidationAccuracy is { } validation)
            text += string.Create(CultureInfo.InvariantCulture, $" {validation:0.0%}");
        double left = value.Elapsed.TotalSeconds / value.Epoch * Math.Max(_epochs - value.Epoch, 0);
        return text + string.Create(CultureInfo.InvariantCulture, $"  {left:0.0} s left");
    }
}
