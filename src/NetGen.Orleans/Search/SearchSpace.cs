using NetGen.Runtime;

namespace NetGen.Orleans;

/// <summary>The settings that a search tries.</summary>
public sealed class SearchSpace
{
    private SearchSpace(IReadOnlyList<IReadOnlyDictionary<string, double>> settings) => Settings = settings;

    /// <summary>The value of each axis by its name, setting by setting.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Settings { get; }

    /// <summary>Every combination of values; the last axis changes fastest.</summary>
    /// <param name="axes">Names and values, at least one of each.</param>
    /// <exception cref="ArgumentException">There are no axes, an axis has no values, or two have one name.</exception>
    public static SearchSpace Grid(params (string Name, double[] Values)[] axes)
    {
        RequireNames([.. axes.Select(axis => axis.Name)]);
        IEnumerable<Dictionary<string, double>> settings = [[]];
        foreach ((string name, double[] values) in axes)
        {
            if (values.Length == 0)
                throw new ArgumentException($"The axis '{name}' has no values.", nameof(axes));
            settings = [.. settings.SelectMany(setting => values.Select(value => new Dictionary<string, double>(setting) { [name] = value }))];
        }
        return new([.. settings]);
    }

    /// <summary>Settings drawn at random; the same seed gives the same ones.</summary>
    /// <param name="count">The number of settings; at least 1.</param>
    /// <param name="seed">Of the drawing.</param>
    /// <param name="axes">Names, and between which values to draw.</param>
    /// <exception cref="ArgumentException">There are no axes, or two have one name.</exception>
    public static SearchSpace Random(int count, int seed, params (string Name, Draw Draw)[] axes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        RequireNames([.. axes.Select(axis => axis.Name)]);
        var random = new PortableRandom(seed);
        var settings = new Dictionary<string, double>[count];
        for (int index = 0; index < count; index++)
            settings[index] = axes.ToDictionary(axis => axis.Name, axis => axis.Draw.At(random.NextUniform()));
        return new(settings);
    }

    private static void RequireNames(string[] names)
    {
        if (names.Length == 0)
            throw new ArgumentException("Expected at least one axis.", nameof(names));
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two axes have the name '{twice.Key}'.", nameof(names));
    }
}

/// <summary>Between which values an axis is drawn.</summary>
public readonly record struct Draw
{
    private readonly double _from, _to;
    private readonly bool _isLogarithmic;

    private Draw(double from, double to, bool isLogarithmic) => (_from, _to, _isLogarithmic) = (from, to, isLogarithmic);

    /// <summary>Evenly between two values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not finite, or not in this order.</exception>
    public static Draw Uniform(double from, double to) => new(from, Above(from, to), isLogarithmic: false);

    /// <summary>Evenly between the logarithms of two values, as suits learning rates and penalties.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not finite, not above 0, or not in this order.</exception>
    public static Draw LogUniform(double from, double to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        return new(from, Above(from, to), isLogarithmic: true);
    }

    /// <summary>The value at a place from 0 to 1.</summary>
    internal double At(double place) => _isLogarithmic ? _from * Math.Pow(_to / _from, place) : _from + (_to - _from) * place;

    private static double Above(double from, double to) => double.IsFinite(from) && double.IsFinite(to) && from < to
        ? to
        : throw new ArgumentOutOfRangeException(nameof(to), to, FormattableString.Invariant($"Expected a finite number above {from}, got {to}."));
}
