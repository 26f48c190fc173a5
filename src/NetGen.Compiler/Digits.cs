using System.Globalization;

namespace NetGen.Compiler;

/// <summary>Numbers as text, the same on every host.</summary>
internal static class Digits
{
    /// <summary>The fewest digits that read back as the same number; "R" gives other digits on other runtimes.</summary>
    public static string Shortest(double value)
    {
        for (int digits = 1; digits < 17; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == value)
                return text;
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
