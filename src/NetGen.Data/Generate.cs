using NetGen.Runtime;

namespace NetGen.Data;

/// <summary>
/// Points in the plane to learn from, in classes that take turns: row i has class i modulo their number. The same arguments give
/// the same points on every machine. Safe to call from many threads at once.
/// </summary>
public static class Generate
{
    private const double BlobReach = 10, BlobDistance = 5;

    /// <summary>Two half circles that reach into each other: (cos t, sin t) and (1 − cos t, ½ − sin t), t drawn from [0, π].</summary>
    /// <param name="count">The number of points, at least 2.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate; 0 or more.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few points for each class to have one, or the noise is negative or not finite.</exception>
    public static Dataset<float> Moons(int count = 200, double noise = 0.2, int seed = 0) => Draw(count, classes: 2, noise, seed, (random, label) =>
    {
        (double x, double y) = Circle.At(random.NextUniform() / 2);
        return label == 0 ? (x, y) : (1 - x, 0.5 - y);
    });

    /// <summary>Clouds around centres drawn from [−10, 10]², each at least 5 from every other.</summary>
    /// <param name="count">The number of points, at least one a class.</param>
    /// <param name="noise">The standard deviation of the distance to the centre along each axis; 0 or more.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="classes">The number of clouds, from 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few points, no or too many classes, or the noise is negative or not finite.</exception>
    public static Dataset<float> Blobs(int count = 1000, double noise = 1, int seed = 0, int classes = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes, Math.Clamp(classes, 1, 10));
        var centres = new List<(double X, double Y)>();
        return Draw(count, classes, noise, seed, (random, label) =>
        {
            if (centres.Count == 0)
                DrawCentres(random, classes, centres);
            return centres[label];
        });
    }

    /// <summary>Two circles around (0, 0): class 0 at radius 1, class 1 at radius ½.</summary>
    /// <inheritdoc cref="Moons"/>
    public static Dataset<float> Circles(int count = 200, double noise = 0.1, int seed = 0) => Draw(count, classes: 2, noise, seed, (random, label) =>
    {
        (double x, double y) = Circle.At(random.NextUniform());
        return label == 0 ? (x, y) : (x / 2, y / 2);
    });

    /// <summary>Arms that leave (0, 0) in directions evenly apart and make a turn and a half until they are 1 away.</summary>
    /// <param name="count">The number of points, at least one a class.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate; 0 or more.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="classes">The number of arms, from 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few points, no or too many classes, or the noise is negative or not finite.</exception>
    public static Dataset<float> Spirals(int count = 400, double noise = 0.03, int seed = 0, int classes = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes, Math.Clamp(classes, 1, 10));
        return Draw(count, classes, noise, seed, (random, label) =>
        {
            double radius = random.NextUniform();
            (double x, double y) = Circle.At(1.5 * radius + (double)label / classes);
            return (radius * x, radius * y);
        });
    }

    /// <summary>The square [−1, 1]²: class 1 where exactly one coordinate is negative.</summary>
    /// <inheritdoc cref="Moons"/>
    public static Dataset<float> Xor(int count = 200, double noise = 0.1, int seed = 0) => Draw(count, classes: 2, noise, seed, (random, label) =>
    {
        double x = 2 * random.NextUniform() - 1, y = random.NextUniform();
        return (x, x < 0 == (label == 0) ? -y : y);
    });

    private static void DrawCentres(PortableRandom random, int classes, List<(double X, double Y)> centres)
    {
        // Centres may lie so that no other fits between them; then all are drawn anew.
        for (int attempt = 0; centres.Count < classes; attempt++)
        {
            if (attempt % 100 == 0)
                centres.Clear();
            double x = BlobReach * (2 * random.NextUniform() - 1), y = BlobReach * (2 * random.NextUniform() - 1);
            if (centres.All(centre => (centre.X - x) * (centre.X - x) + (centre.Y - y) * (centre.Y - y) >= BlobDistance * BlobDistance))
                centres.Add((x, y));
        }
    }

    private static Dataset<float> Draw(int count, int classes, double noise, int seed, Func<PortableRandom, int, (double X, double Y)> place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, classes);
        if (!double.IsFinite(noise) || noise < 0)
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "Expected a finite number, 0 or more.");

        var random = new PortableRandom(seed);
        float[] inputs = new float[2 * count];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = row % classes;
            (double x, double y) = place(random, labels[row]);
            inputs[2 * row] = (float)(x + noise * random.NextGaussian());
            inputs[2 * row + 1] = (float)(y + noise * random.NextGaussian());
        }
        return Dataset.Of(inputs, labels);
    }
}
