using ScottPlot;
using ScottPlot.Plottables;

namespace NetGen.Plots;

public static partial class Plot
{
    /// <summary>The loss of each epoch, and that of the validation data where there is some, on a logarithmic scale where the losses are positive.</summary>
    /// <param name="history">What a training returned; at least one epoch.</param>
    /// <exception cref="ArgumentException">No epoch came to its end.</exception>
    public static Picture LossCurve(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var curves = new List<(string, IReadOnlyList<double>)> { ("training", [.. history.Epochs.Select(epoch => epoch.Loss)]) };
        double[] validation = [.. history.Epochs.Select(epoch => epoch.ValidationLoss).OfType<double>()];
        if (validation.Length > 0)
            curves.Add(("validation", validation));
        return Curves("epoch", [.. curves]);
    }

    /// <summary>Losses of several trainings on one plot, on a logarithmic scale where all are positive.</summary>
    /// <param name="curves">A name for the legend, and the losses in the order in which they were measured; finite.</param>
    /// <exception cref="ArgumentException">There are no curves, or one is empty or not finite.</exception>
    public static Picture LossCurves(params ReadOnlySpan<(string Name, IReadOnlyList<double> Losses)> curves) =>
        Curves("measurement", curves);

    /// <inheritdoc cref="LossCurves(ReadOnlySpan{ValueTuple{string, IReadOnlyList{double}}})" path="/summary"/>
    /// <param name="measurement">What lies between one measurement and the next, below the plot: "epoch".</param>
    /// <param name="curves">A name for the legend, and the losses in the order in which they were measured; finite.</param>
    /// <exception cref="ArgumentException">There are no curves, or one is empty or not finite.</exception>
    public static Picture LossCurves(string measurement, params ReadOnlySpan<(string Name, IReadOnlyList<double> Losses)> curves)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return Curves(measurement, curves);
    }

    private static Picture Curves(string xLabel, ReadOnlySpan<(string Name, IReadOnlyList<double> Losses)> curves)
    {
        if (curves.IsEmpty)
            throw new ArgumentException("Expected at least 1 curve, got 0.", nameof(curves));
        bool logarithmic = true;
        foreach ((string? name, IReadOnlyList<double>? losses) in curves)
        {
            if (losses.Count == 0 || !losses.All(double.IsFinite))
                throw new ArgumentException($"Expected finite losses, at least 1, of '{name}'.", nameof(curves));
            logarithmic &= losses.All(loss => loss > 0);
        }

        ScottPlot.Plot plot = NewPlot("Loss", xLabel, "loss");
        for (int index = 0; index < curves.Length; index++)
        {
            (string? name, IReadOnlyList<double>? losses) = curves[index];
            double[] ys = [.. losses.Select(loss => logarithmic ? Math.Log10(loss) : loss)];
            double[] xs = [.. Enumerable.Range(1, ys.Length).Select(index => (double)index)];
            Scatter line = plot.Add.ScatterLine(xs, ys, Palette.Of(index));
            line.LineWidth = 2;
            line.LegendText = name;
        }

        if (logarithmic)
            plot.Axes.Left.TickGenerator = LogarithmicTicks(curves);
        plot.ShowLegend(Edge.Right); // beside the plot: on it, a curve may lie below
        return ToPicture(plot);
    }

    /// <summary>At the powers of ten, and at their doubles and fives where the losses span less than three of them.</summary>
    private static ScottPlot.TickGenerators.NumericManual LogarithmicTicks(ReadOnlySpan<(string Name, IReadOnlyList<double> Losses)> curves)
    {
        double lowest = double.MaxValue, highest = 0;
        foreach ((string _, IReadOnlyList<double>? losses) in curves)
        {
            lowest = Math.Min(lowest, losses.Min());
            highest = Math.Max(highest, losses.Max());
        }

        var ticks = new ScottPlot.TickGenerators.NumericManual();
        int first = (int)Math.Floor(Math.Log10(lowest)), last = (int)Math.Ceiling(Math.Log10(highest));
        for (int exponent = first; exponent <= last; exponent++)
        {
            foreach (int factor in last - first <= 3 ? [1, 2, 5] : new[] { 1 })
            {
                double value = factor * Math.Pow(10, exponent);
                ticks.AddMajor(Math.Log10(value), value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        return ticks;
    }
}
