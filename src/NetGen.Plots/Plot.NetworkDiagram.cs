using System.Numerics;
using SkiaSharp;

namespace NetGen.Plots;

public static partial class Plot
{
    // More units of a layer than these are not told apart.
    private const int DrawnUnits = 16;

    /// <summary>
    /// The units of a network of dense layers, and its weights as lines: orange above zero, blue below, the stronger the larger
    /// against the largest of the layer. Of a layer of more than 16 units the first 16 are drawn.
    /// </summary>
    /// <param name="net">The network.</param>
    /// <exception cref="NotSupportedException">It has other layers than dense ones.</exception>
    public static Picture NetworkDiagram<TSelf, T>(IInference<TSelf, T> net)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(net);
        NetworkInfo info = TSelf.Info;
        if (info.Layers.FirstOrDefault(layer => layer.Kind != "Dense") is { } other)
            throw new NotSupportedException($"{info.Name}: {other.Name} is {other.Kind}; a diagram shows the units of dense layers.");
        var parameters = new T[TSelf.ParameterCount];
        net.GetParameters(parameters);
        double[] values = Array.ConvertAll(parameters, double.CreateTruncating);
        return new(640, 420, (canvas, place) => Draw(canvas, place, info, values));
    }

    private static void Draw(SKCanvas canvas, SKRect place, NetworkInfo info, double[] parameters)
    {
        int[] sizes = [info.InputShape.Aggregate(1, (product, size) => product * size), .. info.Layers.Select(layer => layer.OutputShape[0])];
        string[] captions = [$"{sizes[0]}", .. info.Layers.Select(layer => $"{layer.OutputShape[0]} {layer.Activation}")];

        SKPoint At(int layer, int unit)
        {
            int drawn = Math.Min(sizes[layer], DrawnUnits);
            return new(
                place.Left + place.Width * (layer + 0.5f) / sizes.Length,
                place.Top + 16 + (place.Height - 70) * (unit + 0.5f) / drawn);
        }

        for (int layer = 1; layer < sizes.Length; layer++)
        {
            ReadOnlySpan<double> weights = info.Layers[layer - 1].Tensors[0].Of<double>(parameters);
            double largest = double.Epsilon;
            foreach (double weight in weights)
                largest = Math.Max(largest, Math.Abs(weight));
            for (int to = 0; to < Math.Min(sizes[layer], DrawnUnits); to++)
            {
                for (int from = 0; from < Math.Min(sizes[layer - 1], DrawnUnits); from++)
                    DrawWeight(canvas, At(layer - 1, from), At(layer, to), weights[to * sizes[layer - 1] + from] / largest);
            }
        }

        for (int layer = 0; layer < sizes.Length; layer++)
        {
            int drawn = Math.Min(sizes[layer], DrawnUnits);
            float radius = Math.Min(12, (place.Height - 70) / drawn * 0.4f);
            using var fill = new SKPaint { Color = SKColors.White, IsAntialias = true };
            using var outline = new SKPaint { Color = new(60, 60, 60), IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1.5f };
            for (int unit = 0; unit < drawn; unit++)
            {
                canvas.DrawCircle(At(layer, unit), radius, fill);
                canvas.DrawCircle(At(layer, unit), radius, outline);
            }
            DrawCaption(canvas, captions[layer] + (drawn < sizes[layer] ? $" ({drawn} drawn)" : ""), At(layer, 0).X, place.Bottom - 40);
        }
        DrawCaption(canvas, "weights: orange above 0, blue below", place.MidX, place.Bottom - 14);
    }

    private static void DrawWeight(SKCanvas canvas, SKPoint from, SKPoint to, double share)
    {
        ScottPlot.Color color = Palette.Of(share > 0 ? 1 : 0);
        double strength = Math.Abs(share);
        using var line = new SKPaint
        {
            Color = new(color.R, color.G, color.B, (byte)(25 + 230 * strength)),
            StrokeWidth = (float)(0.5 + 3 * strength),
            IsAntialias = true,
        };
        canvas.DrawLine(from, to, line);
    }

    private static void DrawCaption(SKCanvas canvas, string text, float x, float y)
    {
        using var font = new SKFont(PackagedFont.Typeface, size: 14);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, x, y, SKTextAlign.Center, font, paint);
    }
}
