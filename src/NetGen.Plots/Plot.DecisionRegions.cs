using System.Numerics;
using ScottPlot;
using ScottPlot.Plottables;

namespace NetGen.Plots;

public static partial class Plot
{
    private const int Cells = 160;

    /// <summary>
    /// Which class a network of two inputs tells where: a colour for each, the stronger the surer the network is, which is how
    /// far its largest output is above the next, or its only one from the threshold; 1 or more counts as sure. The data lies on top.
    /// </summary>
    /// <param name="net">Has two inputs.</param>
    /// <param name="inputs">The points, two coordinates each; at least one.</param>
    /// <param name="labels">The points' classes, from 0.</param>
    /// <exception cref="ArgumentException">The network has not two inputs, there are no points, or the lengths do not fit.</exception>
    public static Picture DecisionRegions<TSelf, T>(IPredictor<TSelf, T> net, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
        where TSelf : class, IPredictor<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(net);
        if (TSelf.InputSize != 2)
            throw new ArgumentException($"Expected a network of 2 inputs, got one of {TSelf.InputSize}.", nameof(net));
        if (labels.IsEmpty || inputs.Length != 2 * labels.Length)
            throw new ArgumentException($"Expected 2 coordinates for each of {labels.Length} labels, at least 1, got {inputs.Length}.", nameof(inputs));

        var points = new Coordinates[labels.Length];
        for (int point = 0; point < points.Length; point++)
            points[point] = new(double.CreateTruncating(inputs[2 * point]), double.CreateTruncating(inputs[2 * point + 1]));
        CoordinateRect area = Around(points);

        ScottPlot.Plot plot = NewPlot(net.ToString()!, "x", "y");
        plot.Add.ImageRect(new Image(Regions(net, area)), area);
        int[] classes = labels.ToArray();
        foreach (int label in classes.Distinct().Order())
        {
            Markers markers = plot.Add.Markers(points.Where((_, point) => classes[point] == label).ToArray(), MarkerShape.FilledCircle, size: 7, Palette.Of(label));
            markers.MarkerStyle.OutlineColor = Colors.White;
            markers.MarkerStyle.OutlineWidth = 1;
            markers.LegendText = $"class {label}";
        }
        plot.Axes.SetLimits(area.Left, area.Right, area.Bottom, area.Top);
        plot.ShowLegend(Edge.Right); // beside the plot: on it, there would be points below
        return ToPicture(plot, width: 520, height: 440);
    }

    /// <inheritdoc cref="DecisionRegions{TSelf, T}(IPredictor{TSelf, T}, ReadOnlySpan{T}, ReadOnlySpan{int})" path="/summary"/>
    /// <param name="net">Has two inputs.</param>
    /// <param name="data">Points of two coordinates, with labels.</param>
    /// <exception cref="ArgumentException">The network has not two inputs, the data has not, or it has targets.</exception>
    public static Picture DecisionRegions<TSelf, T>(IPredictor<TSelf, T> net, Dataset<T> data)
        where TSelf : class, IPredictor<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Labels.IsEmpty
            ? throw new ArgumentException("Regions are of classes, and the data has targets: give class numbers as int[], Dataset.Of(inputs, labels).", nameof(data))
            : DecisionRegions(net, data.Inputs.Span, data.Labels.Span);
    }

    /// <summary>The points' own rectangle and a twelfth more on each side.</summary>
    private static CoordinateRect Around(Coordinates[] points)
    {
        (double left, double right) = Widened(points.Min(point => point.X), points.Max(point => point.X));
        (double bottom, double top) = Widened(points.Min(point => point.Y), points.Max(point => point.Y));
        return new(left, right, bottom, top);

        static (double, double) Widened(double low, double high)
        {
            double margin = high > low ? (high - low) / 12 : 1;
            return (low - margin, high + margin);
        }
    }

    private static byte[,,] Regions<TSelf, T>(IPredictor<TSelf, T> net, CoordinateRect area)
        where TSelf : class, IPredictor<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        byte[,,] image = new byte[Cells, Cells, 3];
        var output = new T[TSelf.OutputSize];
        for (int row = 0; row < Cells; row++)
        {
            for (int column = 0; column < Cells; column++)
            {
                double x = area.Left + (column + 0.5) / Cells * area.Width, y = area.Top - (row + 0.5) / Cells * area.Height;
                T[] input = [T.CreateTruncating(x), T.CreateTruncating(y)];
                net.Forward(input, output);
                Color color = Palette.Of(net.Predict(input));
                double strength = 0.1 + 0.5 * Sureness(net, output);
                image[row, column, 0] = Mixed(color.R, strength);
                image[row, column, 1] = Mixed(color.G, strength);
                image[row, column, 2] = Mixed(color.B, strength);
            }
        }
        return image;

        static byte Mixed(byte channel, double strength) => (byte)(255 + (channel - 255) * strength);
    }

    private static double Sureness<TSelf, T>(IPredictor<TSelf, T> net, T[] output)
        where TSelf : class, IPredictor<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] values = [.. output.Select(double.CreateTruncating).OrderDescending()];
        if (net.ToString()!.EndsWith(":logsoftmax", StringComparison.Ordinal))
            values = Array.ConvertAll(values, Math.Exp);
        if (values.Length > 1)
            return Math.Clamp(values[0] - values[1], 0, 1);

        // What can be told from a single output between 0 and 1 changes at ½, what can be from one around 0, there.
        bool aroundHalf = net.ToString()!.EndsWith("sigmoid", StringComparison.Ordinal) || net.ToString()!.EndsWith(":step", StringComparison.Ordinal);
        return aroundHalf ? Math.Clamp(2 * Math.Abs(values[0] - 0.5), 0, 1) : Math.Clamp(Math.Abs(values[0]), 0, 1);
    }
}
