using System.Numerics;
using SkiaSharp;

namespace NetGen.Plots;

public static partial class Plot
{
    private const int CellSize = 24, Margin = 6;

    /// <summary>
    /// A matrix as squares, such as the kernel of a convolution: orange above zero, blue below, the stronger the larger against
    /// the largest.
    /// </summary>
    /// <param name="values">Row after row; finite, at least one.</param>
    /// <param name="columns">How many values a row has; at least 1.</param>
    /// <exception cref="ArgumentException">There are no values, their number is no multiple of <paramref name="columns"/>, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    public static Picture Heatmap<T>(ReadOnlySpan<T> values, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.IsEmpty || values.Length % columns != 0)
            throw new ArgumentException($"Expected a multiple of {columns} values ({columns} per row), at least one row, got {values.Length}.", nameof(values));
        double[] shares = Array.ConvertAll(values.ToArray(), double.CreateTruncating);
        int wrong = Array.FindIndex(shares, share => !double.IsFinite(share));
        if (wrong >= 0)
            throw new ArgumentException($"Expected finite values, got {shares[wrong]} in row {wrong / columns}, column {wrong % columns}.", nameof(values));

        double largest = Math.Max(double.Epsilon, shares.Max(Math.Abs));
        int rows = shares.Length / columns;
        return new(columns * CellSize + 2 * Margin, rows * CellSize + 2 * Margin, (canvas, place) =>
        {
            float scale = place.Width / (columns * CellSize + 2 * Margin);
            for (int index = 0; index < shares.Length; index++)
            {
                double share = shares[index] / largest;
                ScottPlot.Color color = ScottPlot.Colors.White.MixedWith(Palette.Of(share > 0 ? 1 : 0), Math.Abs(share));
                using var fill = new SKPaint { Color = new(color.R, color.G, color.B) };
                canvas.DrawRect(
                    SKRect.Create(
                        place.Left + (Margin + index % columns * CellSize) * scale,
                        place.Top + (Margin + index / columns * CellSize) * scale,
                        CellSize * scale,
                        CellSize * scale),
                    fill);
            }
            using var outline = new SKPaint { Color = new(60, 60, 60), Style = SKPaintStyle.Stroke };
            canvas.DrawRect(SKRect.Create(place.Left + Margin * scale, place.Top + Margin * scale, columns * CellSize * scale, rows * CellSize * scale), outline);
        });
    }
}
