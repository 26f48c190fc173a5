namespace NetGen.Generator;

/// <summary>A value that may be missing, as a sequence of at most one: what <c>SelectMany</c> drops nulls with.</summary>
internal static class OptionalExtensions
{
    public static IEnumerable<T> AsEnumerable<T>(this T? value)
        where T : class => value is null ? [] : [value];
}
