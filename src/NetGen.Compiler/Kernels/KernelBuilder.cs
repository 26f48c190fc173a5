using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>Collects the statements of one kernel and hands out names that are free in it.</summary>
internal sealed class KernelBuilder
{
    /// <summary>Memory that is not scratch, in the order of parameters: parameters, inputs, outputs, gradient.</summary>
    private static readonly string[] Memory = ["p", "x", "y", "into"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private List<Statement> _statements = [];

    public void Add(Statement statement) => _statements.Add(statement);

    /// <summary>Names a value.</summary>
    public Variable Let(Flavour flavour, string stem, Value value)
    {
        string name = Fresh(stem);
        Add(new Let(flavour, name, value));
        return new Variable(name);
    }

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

        string variable = Fresh(stem);
        List<Statement> outer = _statements;
        _statements = [];
        body(Index.Of(variable));
        outer.Add(new For(variable, from, to, step, _statements));
        _statements = outer;
    }

    /// <summary>The statements collected, as a kernel whose parameters are what the statements use.</summary>
    public Kernel Finish(string name, string summary, Workspace workspace)
    {
        var uses = new Uses(_statements);
        string[] regions = uses.Memory.Where(workspace.Contains).OrderBy(workspace.Offset).ToArray();
        return new Kernel(
            name,
            summary,
            [.. Memory.Where(uses.Memory.Contains), .. regions.Take(1).Select(_ => "s")],
            [.. uses.Counts],
            [.. uses.Scalars],
            [.. regions.Select(region => new LetPointer(region, new Pointer("s", workspace.Offset(region)))), .. _statements]);
    }

    public string Fresh(string stem)
    {
        string name = stem;
        for (int number = 2; !_names.Add(name); number++)
            name = stem + "_" + number;
        return name;
    }
}
