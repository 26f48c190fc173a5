using System.Reflection;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>The networks of tests/Corpus, as the generator completed them, but for those without training and <see cref="NetGen.Corpus.W6"/>.</summary>
internal static class CorpusNetworks
{
    private static readonly SortedDictionary<string, Type> Types = new(
        typeof(NetGen.Corpus.W1).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<NetworkAttribute>() is { Training: true } && type != typeof(NetGen.Corpus.W6))
            .ToDictionary(type => type.FullName!, Closed),
        StringComparer.Ordinal);

    /// <summary>Full names of the classes: theory data.</summary>
    public static IReadOnlyCollection<string> Names => Types.Keys;

    public static IEnumerable<string> Select(Func<Subject, bool> condition) => Names.Where(name => condition(Create(name)));

    public static Type TypeOf(string name) => Types[name];

    public static Subject Create(string name, int seed = 0) => Subject.Of(Types[name], Declaration.Of(Types[name]).ToModel(), seed);

    private static Type Closed(Type type) =>
        type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(int))]) : type;
}
