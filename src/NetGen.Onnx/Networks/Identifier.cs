namespace NetGen.Onnx.Networks;

/// <summary>What C# can call an input or an output.</summary>
internal static class Identifier
{
    private static readonly HashSet<string> Keywords =
    [
        .. """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum
        event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace
        new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc
        static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while
        file record required scoped var dynamic
        """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>A name of a model with what C# does not take replaced.</summary>
    public static string Of(string name)
    {
        string letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return letters.Length == 0 || char.IsAsciiDigit(letters[0]) || Keywords.Contains(letters) ? "_" + letters : letters;
    }
}
