using SkiaSharp;

namespace NetGen.Plots;

public static partial class Plot
{
    /// <summary>Several pictures as one, row after row.</summary>
    /// <param name="pictures">At least one; each stands in the middle of a cell that is as wide as the widest and as high as the highest.</param>
    /// <param name="columns">How many stand side by side; at least 1.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    public static Picture Grid(IReadOnlyList<Picture> pictures, int columns)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (pictures.Count == 0)
            throw new ArgumentException("Expected at least 1 picture, got 0.", nameof(pictures));

        int across = Math.Min(columns, pictures.Count), down = (pictures.Count + across - 1) / across;
        int width = pictures.Max(picture => picture.Width), height = pictures.Max(picture => picture.Height);
        return new(across * width, down * height, (canvas, place) =>
        {
            float scale = place.Width / (across * width);
            for (int index = 0; index < pictures.Count; index++)
            {
                Picture picture = pictures[index];
                float left = index % across * width + (width - picture.Width) / 2f, top = index / across * height + (height - picture.Height) / 2f;
                picture.Draw(canvas, SKRect.Create(place.Left + left * scale, place.Top + top * scale, picture.Width * scale, picture.Height * scale));
            }
        });
    }
}
