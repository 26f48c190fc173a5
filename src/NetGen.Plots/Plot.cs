using ScottPlot;

namespace NetGen.Plots;

/// <summary>Makes pictures of networks and of their training. Safe to call from one thread at a time.</summary>
public static partial class Plot
{
    /// <summary>A plot with this library's font and sizes.</summary>
    private static ScottPlot.Plot NewPlot(string title, string xLabel, string yLabel)
    {
        var plot = new ScottPlot.Plot();
        plot.Title(title, size: 16);
        plot.XLabel(xLabel);
        plot.YLabel(yLabel);
        PackagedFont.Use(plot);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Legend.FontName = PackagedFont.Name;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    private static Picture ToPicture(ScottPlot.Plot plot, int width = 640, int height = 420) => new(width, height, (canvas, place) =>
    {
        // ScottPlot draws from the origin, and first clears all that it may.
        canvas.Save();
        canvas.ClipRect(place);
        canvas.Translate(place.Left, place.Top);
        canvas.Scale(place.Width / width, place.Height / height);
        plot.Render(canvas, new PixelRect(0, width, height, 0));
        canvas.Restore();
    });
}
