using System.Globalization;
using System.Text;

namespace NetGen.Compiler.Kernels;

/// <summary>So many times a variable.</summary>
internal readonly record struct Term(string Variable, int Factor);

/// <summary>A position: a constant plus multiples of loop variables. Equal positions print the same and are equal.</summary>
internal sealed class Index : IEquatable<Index>
{
    private readonly Term[] _terms;

    /// <param name="terms">In the ordinal order of their variables, no factor 0.</param>
    private Index(int constant, Term[] terms)
    {
        Constant = constant;
        _terms = terms;
    }

    public int Constant { get; }

    public bool IsConstant => _terms.Length == 0;

    /// <summary>Whether nothing is subtracted in it.</summary>
    public bool CountsUp => Array.TrueForAll(_terms, term => term.Factor > 0);

    /// <summary>What it is counted in.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>The lanes of a vector whose width only the machine that runs it knows.</summary>
    public static Index Width { get; } = Of("width");

    /// <summary>Whether that width occurs in it.</summary>
    public bool DependsOnWidth => DependsOn(Width._terms[0].Variable);

    public static Index Of(string variable) => new(0, [new Term(variable, 1)]);

    public static implicit operator Index(int constant) => new(constant, []);

    public static Index operator +(Index left, Index right)
    {
        if (right.IsConstant)
            return new(left.Constant + right.Constant, left._terms);
        var terms = new List<Term>(left._terms.Length + right._terms.Length);
        int next = 0;
        foreach (Term term in left._terms)
        {
            while (next < right._terms.Length && string.CompareOrdinal(right._terms[next].Variable, term.Variable) < 0)
                terms.Add(right._terms[next++]);
            int factor = term.Factor;
            if (next < right._terms.Length && right._terms[next].Variable == term.Variable)
                factor += right._terms[next++].Factor;
            if (factor != 0)
                terms.Add(new Term(term.Variable, factor));
        }

        terms.AddRange(right._terms.Skip(next));
        return new(left.Constant + right.Constant, [.. terms]);
    }

    public static Index operator *(Index index, int factor) =>
        factor == 0 ? 0 : new Index(index.Constant * factor, Array.ConvertAll(index._terms, term => term with { Factor = term.Factor * factor }));

    /// <summary>Whether a variable occurs in it.</summary>
    public bool DependsOn(string variable) => Array.Exists(_terms, term => term.Variable == variable);

    /// <summary>Those of its terms alone.</summary>
    public Index Only(Predicate<Term> wanted) => new(0, Array.FindAll(_terms, wanted));

    public bool Equals(Index? other) => other is not null && Constant == other.Constant && _terms.SequenceEqual(other._terms);

    public override bool Equals(object? obj) => Equals(obj as Index);

    public override int GetHashCode() => _terms.Aggregate(Constant, (hash, term) => unchecked(hash * 31 + term.GetHashCode()));

    /// <summary>As C#: <c>i * 64 + 3</c>, and what is subtracted last, as positions are never under 0: <c>48 - i * 16</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Term term in _terms)
            if (term.Factor > 0)
                Append(text, " + ", term);
        if (Constant != 0 || text.Length == 0)
            text.Append(text.Length > 0 ? " + " : "").Append(Text(Constant));
        foreach (Term term in _terms)
            if (term.Factor < 0)
                Append(text, " - ", term with { Factor = -term.Factor });
        return text.ToString();
    }

    private static void Append(StringBuilder text, string sign, Term term)
    {
        text.Append(text.Length > 0 ? sign : "").Append(term.Variable);
        if (term.Factor > 1)
            text.Append(" * ").Append(Text(term.Factor));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
