using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace NetGen.Plots;

public static partial class Plot
{
    /// <summary>
    /// A row for each class that samples are of, a column for each that they were told to be of: the number of samples, and the
    /// stronger the blue, the larger their share of the row.
    /// </summary>
    /// <param name="evaluation">What Evaluate gave for data with labels.</param>
    /// <exception cref="InvalidOperationException">The data had targets.</exception>
    public static Picture ConfusionMatrix(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ConfusionMatrix confusion = evaluation.Confusion;
        string accuracy = evaluation.Accuracy.ToString("0.0 %", CultureInfo.InvariantCulture);
        ScottPlot.Plot plot = NewPlot($"{accuracy} of {evaluation.Count} right", "predicted", "actual");
        for (int actual = 0; actual < confusion.Size; actual++)
        {
            for (int predicted = 0; predicted < confusion.Size; predicted++)
            {
                double share = (double)confusion[actual, predicted] / Math.Max(1, confusion.Actual(actual));
                Rectangle cell = plot.Add.Rectangle(predicted - 0.5, predicted + 0.5, -actual - 0.5, -actual + 0.5);
                cell.FillColor = Colors.White.MixedWith(Palette.Of(0), share);
                cell.LineColor = Colors.White;
                Text count = plot.Add.Text(confusion[actual, predicted].ToString(CultureInfo.InvariantCulture), predicted, -actual);
                count.LabelFontName = PackagedFont.Name;
                count.LabelFontSize = 14;
                count.LabelAlignment = Alignment.MiddleCenter;
                count.LabelFontColor = share > 0.5 ? Colors.White : Colors.Black;
            }
        }

        double[] places = [.. Enumerable.Range(0, confusion.Size).Select(label => (double)label)];
        string[] names = [.. confusion.Names];
        plot.Axes.Bottom.SetTicks(places, names);
        plot.Axes.Left.SetTicks(Array.ConvertAll(places, place => -place), names);
        plot.Axes.SetLimits(-0.5, confusion.Size - 0.5, 0.5 - confusion.Size, 0.5);
        plot.HideGrid();
        return ToPicture(plot, width: 520, height: 440);
    }
}
