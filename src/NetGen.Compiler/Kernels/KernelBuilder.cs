using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>Collects the statements of one kernel and hands out names that are free in it.</summary>
internal sealed class KernelBuilder
{
    /// <summary>The memory that kernels are called with, in the order of parameters: parameter block, inputs, outputs, gradient, scratch.</summary>
    private static readonly Region[] Memory = [Region.Parameters, Region.Inputs, Region.Outputs, Region.Into, Region.Scratch];

    private Scope _scope = new(null);
    private List<Statement> _statements = [];

    public void Add(Statement statement) => _statements.Add(statement);

    /// <summary>Adds what a phase does.</summary>
    /// <returns>The memory that it works in, by names.</returns>
    public IEnumerable<string> Add(Phase phase)
    {
        int first = _statements.Count;
        phase.Emit(this);
        return new Uses(_statements.Skip(first)).Memory;
    }

    /// <summary>Names a value.</summary>
    public Variable Let(Flavour flavour, string stem, Value value)
    {
        string name = Fresh(stem);
        Add(new Let(flavour, name, value));
        return new Variable(name);
    }

    /// <summary>A name for a value that has none yet and is not as cheap as one.</summary>
    public Value Named(Flavour flavour, string stem, Value value) => value is Variable or Constant ? value : Let(flavour, stem, value);

    /// <summary>A loop whose body sees its variable; a loop that runs once is its body.</summary>
    public void For(string stem, Index to, Index step, Action<Index> body) => For(stem, 0, to, step, body);

    public void For(string stem, Index from, Index to, Index step, Action<Index> body)
    {
        if (from.Equals(to))
            return;
        if (to.IsConstant && step.IsConstant && from.IsConstant && from.Constant + step.Constant >= to.Constant)
        {
            body(from);
            return;
        }

        (string variable, IReadOnlyList<Statement> statements) = Body(stem, body);
        if (statements.Count > 0)
            Add(new For(variable, from, to, step, statements));
    }

    /// <summary>Makes that many elements zero, rounded up to whole vectors.</summary>
    public void Clear(Flavour flavour, Pointer memory, int length) => For("i", length, flavour.Step, i => Add(new Store(flavour, memory + i, 0)));

    private (string Variable, IReadOnlyList<Statement> Statements) Body(string stem, Action<Index> body)
    {
        string variable = stem;
        IReadOnlyList<Statement> statements = Block(() =>
        {
            variable = Fresh(stem);
            body(Index.Of(variable));
        });
        return (variable, statements);
    }

    /// <summary>Every row of a count, in tiles of which the last may overlap the one before; a lone tile may reach behind the count.</summary>
    public void ForTiles(string count, int rows, Action<Index> tile)
    {
        if (rows == 1)
        {
            For("r", Index.Of(count), 1, tile);
            return;
        }

        For("next", Index.Of(count), rows, next =>
        {
            string first = Fresh("r");
            Add(new LetFirst(first, next.ToString(), count, rows));
            tile(Index.Of(first));
        });
    }

    /// <summary>All of a number of things, so many at a time; where they do not divide it, the last ones overlap those before.</summary>
    public void ForTiles(string stem, int all, int count, Action<Index> tile)
    {
        if (all % count == 0)
        {
            For(stem, all, count, tile);
            return;
        }

        For("next", all, count, next =>
        {
            string first = Fresh(stem);
            Add(new LetStart(first, next.ToString(), all - count));
            tile(Index.Of(first));
        });
    }

    /// <summary>Every panel of a matrix: a loop over those of full width, and what a narrower last one needs.</summary>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="body">Receives the panel's width, its offset in the matrix and its first column.</param>
    public void ForPanels(IReadOnlyList<Panel> panels, int rows, Action<int, Index, Index> body)
    {
        int width = panels[0].Width, whole = panels.Count(panel => panel.Width == width);
        For("q", whole, 1, q => body(width, q * (width * rows), q * width));
        if (whole < panels.Count)
            body(panels[whole].Width, panels[whole].First * rows, panels[whole].First);
    }

    /// <summary>
    /// The same, the last panel first: what has just gone through a large matrix finds its end in the second-level cache, and
    /// leaves its beginning there for what comes next.
    /// </summary>
    public void ForPanelsBack(IReadOnlyList<Panel> panels, int rows, Action<int, Index, Index> body)
    {
        int width = panels[0].Width, whole = panels.Count(panel => panel.Width == width);
        if (whole < panels.Count)
            body(panels[whole].Width, panels[whole].First * rows, panels[whole].First);
        ForDown("q", whole, q => body(width, q * (width * rows), q * width));
    }

    /// <summary>A loop from the last of so many down to 0; a loop that runs once is its body.</summary>
    public void ForDown(string stem, Index count, Action<Index> body)
    {
        if (count.IsConstant && count.Constant == 1)
        {
            body(0);
            return;
        }

        (string variable, IReadOnlyList<Statement> statements) = Body(stem, body);
        Add(new ForDown(variable, count, statements));
    }

    private List<Statement> Block(Action body)
    {
        List<Statement> outer = _statements, inner = [];
        _statements = inner;
        _scope = new Scope(_scope);
        body();
        _scope = _scope.Outer!;
        _statements = outer;
        return inner;
    }

    /// <summary>A name for a place that depends on loop variables, so that the loops inside count from there.</summary>
    public Pointer Point(string stem, Pointer pointer)
    {
        if (pointer.Offset.IsConstant)
            return pointer;
        string name = Fresh(stem);
        Add(new LetPointer(name, pointer));
        return new Pointer(name);
    }

    /// <summary>The statements collected, as a kernel whose parameters are what the statements use.</summary>
    /// <param name="places">Where each region lies.</param>
    public Kernel Finish(string name, string summary, IEnumerable<LetPointer> places)
    {
        var uses = new Uses(_statements);
        LetPointer[] regions = [.. places.Where(region => uses.Memory.Contains(region.Name))];
        HashSet<string> memory = [.. uses.Memory.Except(regions.Select(region => region.Name)), .. regions.Select(region => region.To.Name)];
        return new Kernel(name, summary, [.. Memory.Select(region => region.Name).Where(memory.Contains)], [.. uses.Counts], [.. uses.Scalars], regions, _statements);
    }

    /// <summary>The stem, or the stem and the first number that make a name free where it is declared.</summary>
    public string Fresh(string stem)
    {
        string name = stem;
        for (int number = 2; !_scope.Declare(name); number++)
            name = stem + "_" + number;
        return name;
    }

    /// <summary>Names declared in one block. A name may be used again in the next block, not in one around or inside.</summary>
    private sealed class Scope(Scope? outer)
    {
        private readonly HashSet<string> _own = new(StringComparer.Ordinal);
        private readonly HashSet<string> _inside = new(StringComparer.Ordinal);

        public Scope? Outer { get; } = outer;

        public bool Declare(string name)
        {
            for (Scope? scope = this; scope is not null; scope = scope.Outer)
                if (scope._own.Contains(name))
                    return false;
            if (_inside.Contains(name))
                return false;
            _own.Add(name);
            for (Scope? scope = Outer; scope is not null; scope = scope.Outer)
                scope._inside.Add(name);
            return true;
        }
    }
}
