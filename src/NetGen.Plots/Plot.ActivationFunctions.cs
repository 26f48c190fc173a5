using ScottPlot;
using ScottPlot.Plottables;

namespace NetGen.Plots;

public static partial class Plot
{
    private const double Reach = 5;

    /// <summary>Activation functions on one plot, from −5 to 5.</summary>
    /// <param name="activations">At least one; Softmax and LogSoftmax, which are functions of a whole layer, have no curve.</param>
    /// <exception cref="ArgumentException">There are none, or one has no curve.</exception>
    public static Picture ActivationFunctions(params ReadOnlySpan<Activation> activations)
    {
        if (activations.IsEmpty)
            throw new ArgumentException("Expected at least 1 activation, got 0.", nameof(activations));
        ScottPlot.Plot plot = NewPlot(activations.Length == 1 ? activations[0].ToString() : "Activation functions", "u", "activation of u");
        for (int index = 0; index < activations.Length; index++)
        {
            Func<double, double> function = ActivationCurve.Of(activations[index])
                ?? throw new ArgumentException($"{activations[index]} is a function of a whole layer and has no curve.", nameof(activations));
            double[] xs = [.. Enumerable.Range(-200, 401).Select(step => step * Reach / 200)];
            Scatter line = plot.Add.ScatterLine(xs, Array.ConvertAll(xs, x => function(x)), Palette.Of(index));
            line.LineWidth = 2;
            line.LegendText = activations[index].ToString();
        }
        plot.ShowLegend(Alignment.UpperLeft);
        return ToPicture(plot);
    }
}
