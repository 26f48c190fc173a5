using System.Globalization;

namespace NetGen.Compiler.Spec;

/// <summary>What can name a class or a namespace in C#.</summary>
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

    public static bool IsValid(string name) => name.Length > 0 && IsStart(name[0]) && name.All(IsPart) && !Keywords.Contains(name);

    /// <summary>Names with dots between them; the empty text is the global namespace.</summary>
    public static bool IsNamespace(string name) => name.Length == 0 || name.Split('.').All(IsValid);

    private static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    private static bool IsPart(char character) => IsStart(character) || char.GetUnicodeCategory(character) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
