using System.Globalization;

namespace NetGen.Compiler.Kernels;

/// <summary>A position: a constant plus multiples of loop variables. Equal positions print the same and are equal.</summary>
internal sealed class Index : IEquatable<Index>
{
    private readonly SortedDictionary<string, int> _terms;

    private Index(int constant, SortedDictionary<string, int> terms)
    {
        Constant = constant;
        _terms = terms;
    }

    public int Constant { get; }

    public bool IsConstant => _terms.Count == 0;

    /// <summary>Whether nothing is subtracted in it.</summary>
    public bool CountsUp => _terms.Values.All(factor => factor > 0);

    /// <summary>What it is counted in, each with its factor.</summary>
    public IReadOnlyDictionary<string, int> Terms => _terms;

    /// <summary>The lanes of a vector whose width only the machine that runs it knows.</summary>
    public static Index Width { get; } = Of("width");

    /// <summary>Whether that width occurs in it.</summary>
    public bool DependsOnWidth => _terms.Keys.Any(Width._terms.ContainsKey);

    public static Index Of(string variable) => new(0, new SortedDictionary<string, int>(StringComparer.Ordinal) { [variable] = 1 });

    public static implicit operator Index(int constant) => new(constant, new SortedDictionary<string, int>(StringComparer.Ordinal));

    public static Index operator +(Index left, Index right)
    {
        var terms = new SortedDictionary<string, int>(left._terms, StringComparer.Ordinal);
        foreach (KeyValuePair<string, int> term in right._terms)
            terms[term.Key] = term.Value + (terms.TryGetValue(term.Key, out int already) ? already : 0);
        return new(left.Constant + right.Constant, terms);
    }

    public static Index operator *(Index index, int factor)
    {
        var terms = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, int> term in index._terms)
            if (factor != 0)
                terms[term.Key] = term.Value * factor;
        return new(index.Constant * factor, terms);
    }

    public bool Equals(Index? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Index);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>As C#: <c>i * 64 + 3</c>, and what is subtracted last, as positions are never under 0: <c>48 - i * 16</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> added = _terms.Where(term => term.Value > 0).Select(term => Product(term.Key, term.Value));
        string sum = string.Join(" + ", Constant != 0 || !_terms.Values.Any(factor => factor > 0) ? added.Concat([Text(Constant)]) : added);
        return string.Concat([sum, .. _terms.Where(term => term.Value < 0).Select(term => " - " + Product(term.Key, -term.Value))]);
    }

    private static string Product(string variable, int factor) => factor == 1 ? variable : variable + " * " + Text(factor);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
