using NetGen.Compiler.Kernels;
using Index = NetGen.Compiler.Kernels.Index;

namespace NetGen.Compiler.Emit;

/// <summary>
/// Names for products that several places in a kernel's memory have in common: <c>nuint at = i * 64 + lane;</c>. The JIT finds them
/// by itself; but the C# compiler takes longer for one operator between a <c>nuint</c> and a constant than for two calls.
/// </summary>
internal sealed class Positions
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<Index, string> _names = [];

    /// <summary>For every declaration of a variable, in order: what is counted in it and in those around it, and in how many places.</summary>
    private readonly List<Dictionary<Index, int>> _declarations = [];

    /// <summary>The numbers of the declarations that are seen where the visit is.</summary>
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Index, int> _widths = [];
    private int _next;

    public Positions(Kernel kernel)
    {
        _taken.UnionWith([.. kernel.Memory, .. kernel.Counts, .. kernel.Scalars, .. kernel.Regions.Select(region => region.Name)]);
        Visit(kernel.Body);
        Name(_widths, product => product.ToString().Replace(" * ", ""));
        foreach (Dictionary<Index, int> places in _declarations)
            Name(places, _ => "at");
    }

    /// <summary>Several vectors of a width that only the machine knows.</summary>
    public IEnumerable<(string Name, Index Position)> Widths => Named(_widths);

    /// <summary>What is named behind the next declaration of a variable, or at the beginning of the next loop.</summary>
    public IEnumerable<(string Name, Index Position)> Declare() => Named(_declarations[_next++]);

    /// <summary>A place by those names.</summary>
    public Pointer Short(Pointer place) => place.Offset.CountsUp
        ? new Pointer(place.Name, Short(Varying(place.Offset)) + Short(Vectors(place.Offset)) + place.Offset.Constant)
        : place;

    private Index Short(Index position) => _names.TryGetValue(position, out string? name) ? Index.Of(name) : position;

    private IEnumerable<(string, Index)> Named(Dictionary<Index, int> places) => places.Keys.Where(_names.ContainsKey).Select(place => (_names[place], place));

    private void Name(Dictionary<Index, int> places, Func<Index, string> stem)
    {
        foreach (KeyValuePair<Index, int> place in places)
        {
            if (place.Value == 1 || _names.ContainsKey(place.Key))
                continue;
            string name = stem(place.Key);
            for (int number = 2; !_taken.Add(name); number++)
                name = stem(place.Key) + number;
            _names.Add(place.Key, name);
        }
    }

    private void Visit(IReadOnlyList<Statement> block)
    {
        List<string> declared = [];
        foreach (Statement statement in block)
        {
            foreach (Pointer place in Places.Of(statement))
                Note(place);
            if (Statement.Declared(statement) is not string name)
                continue;
            switch (statement)
            {
                case Let or LetPointer:
                    _taken.Add(name);
                    break;
                case For loop:
                    Visit(name, loop.Body);
                    break;
                case ForDown loop:
                    Visit(name, loop.Body);
                    break;
                default:
                    declared.Add(name);
                    Declare(name);
                    break;
            }
        }

        declared.ForEach(variable => _seen.Remove(variable));
    }

    private void Visit(string variable, IReadOnlyList<Statement> body)
    {
        Declare(variable);
        Visit(body);
        _seen.Remove(variable);
    }

    private void Declare(string variable)
    {
        _taken.Add(variable);
        _seen.Add(variable, _declarations.Count);
        _declarations.Add([]);
    }

    private void Note(Pointer place)
    {
        if (place.Offset is not { IsConstant: false, CountsUp: true } position)
            return;
        Index varying = Varying(position), vectors = Vectors(position);
        int[] seen = [.. varying.Terms.Where(term => _seen.ContainsKey(term.Variable)).Select(term => _seen[term.Variable])];
        if (seen.Length > 0 && HasProducts(varying))
            Count(_declarations[seen.Max()], varying);
        if (HasProducts(vectors))
            Count(_widths, vectors);
    }

    private static void Count(Dictionary<Index, int> places, Index position) => places[position] = places.TryGetValue(position, out int already) ? already + 1 : 1;

    private static bool HasProducts(Index position) => position.Terms.Any(term => term.Factor > 1);

    /// <summary>A position without vectors and constant.</summary>
    private static Index Varying(Index position) => position.DependsOnWidth ? position.Only(term => !Index.Width.DependsOn(term.Variable)) : position + -position.Constant;

    private static Index Vectors(Index position) => position.Only(term => Index.Width.DependsOn(term.Variable));
}
