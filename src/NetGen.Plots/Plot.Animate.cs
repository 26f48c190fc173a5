namespace NetGen.Plots;

public static partial class Plot
{
    /// <summary>Writes pictures that follow one another: an endless GIF, or numbered files.</summary>
    /// <param name="pictures">At least one, all of one size.</param>
    /// <param name="path">
    /// Ends with .gif; or with .png or .svg, and then each picture has a file of its own: blobs.png becomes blobs-000.png, blobs-001.png, …
    /// Folders on the way are created, files replaced.
    /// </param>
    /// <param name="delay">How long a GIF shows each picture, in hundredths of a second, from 1 to 65,535.</param>
    /// <exception cref="ArgumentException">There are no pictures, their sizes differ, or the path has another ending.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is out of range.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Animate(IReadOnlyList<Picture> pictures, string path, int delay = 20)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNotEqual(delay, Math.Clamp(delay, 1, ushort.MaxValue));
        if (pictures.Count == 0 || pictures.Any(picture => (picture.Width, picture.Height) != (pictures[0].Width, pictures[0].Height)))
            throw new ArgumentException("Expected pictures of one size, at least 1.", nameof(pictures));

        if (!path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase))
        {
            for (int index = 0; index < pictures.Count; index++)
                pictures[index].Save(Path.ChangeExtension(path, null) + $"-{index:000}" + Path.GetExtension(path));
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FileStream file = File.Create(path);
        Gif.Write(file, pictures, delay);
    }
}
