namespace NetGen.Data;

/// <summary>Points of the unit circle, the same on every machine, which the platform's own sine and cosine are not.</summary>
internal static class Circle
{
    /// <summary>Where a point is after so many turns from (1, 0) towards (0, 1); to 2 ulp, by + − × ÷ in double alone.</summary>
    public static (double X, double Y) At(double turns)
    {
        // Quarters and what is left of them are exact; the rest is at most an eighth of a turn, π/4.
        double quarters = Math.Round(4 * turns);
        double angle = (4 * turns - quarters) * (Math.PI / 2);
        double square = angle * angle;

        // Taylor's series, to a term left out below 2^−54: xⁿ / n! at π/4 for n = 17 and 18.
        double sine = 1, cosine = 1;
        for (int power = 15; power > 1; power -= 2)
            sine = 1 - sine * square / (power * (power - 1));
        for (int power = 16; power > 0; power -= 2)
            cosine = 1 - cosine * square / (power * (power - 1));
        sine *= angle;

        return ((long)quarters & 3) switch
        {
            0 => (cosine, sine),
            1 => (-sine, cosine),
            2 => (-cosine, -sine),
            _ => (sine, -cosine),
        };
    }
}
