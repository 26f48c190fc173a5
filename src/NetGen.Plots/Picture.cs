using SkiaSharp;

namespace NetGen.Plots;

/// <summary>A picture that can be saved, or become a part of another: see <see cref="Plot"/>. Not thread safe.</summary>
public sealed class Picture
{
    private readonly Action<SKCanvas, SKRect> _draw;

    internal Picture(int width, int height, Action<SKCanvas, SKRect> draw)
    {
        Width = width;
        Height = height;
        _draw = draw;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>Writes the picture to a file, which is replaced if it is there. Folders on the way to it are created.</summary>
    /// <param name="path">Ends with .svg or .png, which chooses the format.</param>
    /// <exception cref="ArgumentException">The path has another ending.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SVG" => Svg(),
            ".PNG" => Png(),
            _ => throw new ArgumentException($"Expected a file that ends with .svg or .png, got '{path}'.", nameof(path)),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, content);
    }

    internal void Draw(SKCanvas canvas, SKRect place) => _draw(canvas, place);

    internal SKBitmap Pixels()
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        Draw(canvas, SKRect.Create(Width, Height));
        return bitmap;
    }

    private byte[] Png()
    {
        using SKBitmap bitmap = Pixels();
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private byte[] Svg()
    {
        var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        {
            canvas.Clear(SKColors.White);
            Draw(canvas, SKRect.Create(Width, Height));
        }
        return stream.ToArray();
    }
}
