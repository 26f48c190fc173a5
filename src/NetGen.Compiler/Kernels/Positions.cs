using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// In: a kernel. Out: its statements, where products that several places in memory have in common are worked out once and have a name.
/// The JIT does so by itself; the C# compiler takes longer for a product of a position and a constant than for a call.
/// </summary>
internal sealed class Positions
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly Dictionary<Index, Index> _names = [];

    private Positions(Kernel kernel)
    {
        _taken.UnionWith([.. kernel.Memory, .. kernel.Counts, .. kernel.Scalars, .. kernel.Regions.Select(region => region.Name)]);
        Declare(kernel.Body);
    }

    public static IReadOnlyList<Statement> Named(Kernel kernel)
    {
        var positions = new Positions(kernel);
        List<Statement> names = [];
        positions.Name(kernel.Body, WidthPart, names);
        return [.. names, .. positions.Block(kernel.Body, null)];
    }

    /// <summary>Takes note of every name, and hides those of positions until they are declared.</summary>
    private void Declare(IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            _taken.UnionWith(statement switch
            {
                Let let => [let.Name],
                LetPointer pointer => [pointer.Name],
                _ => [],
            });
            if (Declared(statement) is { } variable)
                _hidden.Add(variable);
            Declare(Body(statement));
        }

        _taken.UnionWith(_hidden);
    }

    /// <summary>Statements from where a variable is seen on, those before which names are needed behind these.</summary>
    private List<Statement> Block(IReadOnlyList<Statement> body, string? variable)
    {
        List<Statement> block = [];
        List<string> seen = [];
        void See(string declared, IEnumerable<Statement> from)
        {
            _hidden.Remove(declared);
            seen.Add(declared);
            Name(from, index => Part(index, declared), block);
        }

        if (variable is not null)
            See(variable, body);
        for (int number = 0; number < body.Count; number++)
        {
            Statement statement = body[number];
            block.Add(statement switch
            {
                For loop => loop with { Body = Block(loop.Body, loop.Variable) },
                ForDown loop => loop with { Body = Block(loop.Body, loop.Variable) },
                _ => With(statement, pointer => pointer with { Offset = Short(pointer.Offset) }),
            });
            if (Body(statement).Count == 0 && Declared(statement) is { } declared)
                See(declared, body.Skip(number + 1));
        }

        _hidden.UnionWith(seen);
        foreach (Index sum in _names.Keys.Where(sum => seen.Any(sum.Terms.ContainsKey)).ToArray())
            _names.Remove(sum);
        return block;
    }

    /// <summary>Names the parts of positions that occur more than once.</summary>
    private void Name(IEnumerable<Statement> statements, Func<Index, Index?> part, List<Statement> names)
    {
        List<Index> parts = [];
        Pointer Note(Pointer pointer)
        {
            if (part(pointer.Offset) is { } found)
                parts.Add(found);
            return pointer;
        }

        void Visit(IEnumerable<Statement> visited)
        {
            foreach (Statement statement in visited)
            {
                With(statement, Note);
                Visit(Body(statement));
            }
        }

        Visit(statements);
        foreach (IGrouping<Index, Index> same in parts.GroupBy(found => found).Where(same => same.Count() > 1))
        {
            string stem = same.Key.DependsOnWidth ? same.Key.ToString().Replace(" * ", "") : "at", name = stem;
            for (int number = 2; !_taken.Add(name); number++)
                name = stem + "_" + number;
            names.Add(new LetIndex(name, same.Key));
            _names.Add(same.Key, Index.Of(name));
        }
    }

    /// <summary>A position by the names that there are.</summary>
    private Index Short(Index position)
    {
        Index? width = WidthPart(position), rest = Rest(position);
        if (rest is null)
            return position;
        Index others = _names.TryGetValue(rest, out Index? name) ? name : rest;
        return others + (width is not null && _names.TryGetValue(width, out Index? widths) ? widths : Width(position)) + position.Constant;
    }

    /// <summary>What several places may have in common from where a variable is seen on: products, and what is added to them.</summary>
    private Index? Part(Index position, string variable) =>
        Rest(position) is { } rest && rest.Terms.ContainsKey(variable) && rest.Terms.Values.Any(factor => factor > 1) && !rest.Terms.Keys.Any(_hidden.Contains) ? rest : null;

    /// <summary>A position without vectors and constant; null where something is subtracted.</summary>
    private static Index? Rest(Index position) =>
        position.CountsUp ? Sum(position.Terms.Where(term => term.Key != Index.Width.ToString())) : null;

    /// <summary>Several vectors of a position, if it has so many.</summary>
    private static Index? WidthPart(Index position) => position.CountsUp && Width(position) is { IsConstant: false } width && width.Terms.Values.Single() > 1 ? width : null;

    private static Index Width(Index position) => Sum(position.Terms.Where(term => term.Key == Index.Width.ToString()));

    private static Index Sum(IEnumerable<KeyValuePair<string, int>> terms) => terms.Aggregate((Index)0, (sum, term) => sum + Index.Of(term.Key) * term.Value);

    /// <summary>The position that a statement declares.</summary>
    private static string? Declared(Statement statement) => statement switch
    {
        For loop => loop.Variable,
        ForDown loop => loop.Variable,
        LetFirst first => first.Name,
        LetStart start => start.Name,
        LetPosition position => position.Name,
        LetRow row => row.Name,
        _ => null,
    };

    private static IReadOnlyList<Statement> Body(Statement statement) => statement switch
    {
        For loop => loop.Body,
        ForDown loop => loop.Body,
        _ => [],
    };

    /// <summary>The same statement at other places in memory.</summary>
    private static Statement With(Statement statement, Func<Pointer, Pointer> place) => statement switch
    {
        Let let => let with { Value = With(let.Value, place) },
        Set set => set with { Value = With(set.Value, place) },
        Store store => store with { Value = With(store.Value, place), To = place(store.To) },
        StoreFirst store => store with { Value = With(store.Value, place), To = place(store.To) },
        LetPointer pointer => pointer with { To = place(pointer.To) },
        AddSums sums => sums with { Rows = place(sums.Rows), Into = place(sums.Into) },
        Copy copy => copy with { From = place(copy.From), To = place(copy.To) },
        _ => statement,
    };

    private static Value With(Value value, Func<Pointer, Pointer> place) => value switch
    {
        Load load => new Load(place(load.From)),
        Broadcast broadcast => new Broadcast(place(broadcast.From)),
        AcrossRow across => across with { Row = place(across.Row) },
        _ => Formulas.With(value, part => With(part, place)),
    };
}
