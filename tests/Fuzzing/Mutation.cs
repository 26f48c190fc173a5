namespace NetGen.Fuzzing;

/// <summary>What makes a right text a wrong one, in most cases.</summary>
internal static class Mutation
{
    private const string Characters = "0123456789abcxyzXé６–\0\n\t \"\\/{}[]:;,.-+_*\ud800\udc00\ufeff";

    /// <summary>An element.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>One to four times, puts a word in, takes some characters out, doubles some, or changes one.</summary>
    public static string Mutate(this Random random, string text, IReadOnlyList<string> words)
    {
        for (int times = random.Next(1, 5); times > 0; times--)
        {
            int at = random.Next(text.Length + 1), length = Math.Min(text.Length - at, random.Next(1, 8));
            text = random.Next(4) switch
            {
                0 => text.Insert(at, random.Pick(words)),
                1 => text.Remove(at, length),
                2 => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
                _ => string.Concat(text.AsSpan(0, at), [Characters[random.Next(Characters.Length)]], text.AsSpan(Math.Min(at + 1, text.Length))),
            };
        }
        return text;
    }

    /// <summary>The same with bytes: turns bits, takes some out, doubles some, or writes a length that is none.</summary>
    public static byte[] Mutate(this Random random, byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int times = random.Next(1, 5); times > 0 && bytes.Count > 0; times--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(bytes.Count - at, random.Next(1, 16));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
