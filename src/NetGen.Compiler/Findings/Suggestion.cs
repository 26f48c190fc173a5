namespace NetGen.Compiler.Findings;

/// <summary>What the user may have meant: the nearest known word by edit distance, ignoring case.</summary>
internal static class Suggestion
{
    /// <summary>"did you mean 'softmax'?", or what is said where there is no correction.</summary>
    public static string Advise(Correction? correction, string otherwise) => correction is null ? otherwise : $"did you mean '{correction.Instead}'?";

    /// <summary>The same, or the known words where there is no correction.</summary>
    public static string Advise(Correction? correction, IEnumerable<string> known) => Advise(correction, $"write one of {string.Join(", ", known)}");

    /// <summary>To the nearest known word, or null where none is near.</summary>
    public static Correction? Correct(string written, IEnumerable<string> known) =>
        Nearest(written, known) is { } nearest ? new Correction(written, nearest) : null;

    /// <summary>The known word within a third of its length in edits, the first of equals, or null.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in known)
        {
            int most = Math.Max(1, word.Length / 3);

            // What is written may be very long; at least so many edits, it is none of the words.
            if (Math.Abs(written.Length - word.Length) > most)
                continue;
            int distance = Distance(written, word);
            if (distance < least && distance <= most)
                (nearest, least) = (word, distance);
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, whatever their case.</summary>
    public static int Distance(string from, string to)
    {
        int[] before = new int[to.Length + 1], last = new int[to.Length + 1], row = new int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
            row[j] = j;

        for (int i = 1; i <= from.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substitution = last[j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1);
                row[j] = Math.Min(substitution, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                    row[j] = Math.Min(row[j], 1 + before[j - 2]);
            }
        }

        return row[to.Length];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
