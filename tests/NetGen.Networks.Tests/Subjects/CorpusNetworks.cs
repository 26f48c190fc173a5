using System.Reflection;
using NetGen.Networks.Tests.Streams;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>The networks of tests/Corpus, as the generator completed them, but for those without training and <see cref="NetGen.Corpus.W6"/>.</summary>
internal static class CorpusNetworks
{
    private static readonly SortedDictionary<string, Type> Types = Where(type => !IsStreaming(type));

    private static readonly SortedDictionary<string, Type> Streams = Where(IsStreaming);

    /// <summary>Full names of the classes: theory data.</summary>
    public static IReadOnlyCollection<string> Names => Types.Keys;

    /// <summary>Full names of those for streams.</summary>
    public static IReadOnlyCollection<string> StreamNames => Streams.Keys;

    public static IEnumerable<string> Select(Func<Subject, bool> condition) => Names.Where(name => condition(Create(name)));

    public static Type TypeOf(string name) => Types[name];

    public static Subject Create(string name, int seed = 0) => Subject.Of(Types[name], Declaration.Of(Types[name]).ToModel(), seed);

    public static StreamSubject CreateStream(string name) => StreamSubject.Of(Streams[name], Declaration.Of(Streams[name]).ToModel());

    private static SortedDictionary<string, Type> Where(Func<Type, bool> condition) => new(
        typeof(NetGen.Corpus.W1).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<NetworkAttribute>() is { Training: true } && type != typeof(NetGen.Corpus.W6) && condition(type))
            .ToDictionary(type => type.FullName!, Closed),
        StringComparer.Ordinal);

    private static bool IsStreaming(Type type) => type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IStreamingInference<,>));

    private static Type Closed(Type type) =>
        type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(int))]) : type;
}
