using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What statements refer to and do not declare themselves: the parameters of the method that they become.</summary>
internal sealed class Uses
{
    public Uses(IEnumerable<Statement> statements)
    {
        Visit(statements);
        Memory.ExceptWith(Declared);
        Variables.ExceptWith([.. Declared, .. Counts, .. Index.Width.Terms.Select(term => term.Variable)]);
    }

    /// <summary>What they declare, loops' variables included.</summary>
    public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Memory { get; } = new(StringComparer.Ordinal);

    /// <summary>Vectors, and positions that memory is reached by.</summary>
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Counts { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Scalars { get; } = new(StringComparer.Ordinal);

    private void Visit(IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
            Visit(statement);
    }

    private void Visit(Statement statement)
    {
        foreach (Pointer place in Places.Of(statement))
        {
            Memory.Add(place.Name);
            Count(place.Offset);
        }

        if (Statement.Declared(statement) is string name)
            Declared.Add(name);
        switch (statement)
        {
            case Let let:
                Visit(let.Value);
                break;
            case Set set:
                Visit(set.Value);
                Variables.Add(set.Name);
                break;
            case Store store:
                Visit(store.Value);
                break;
            case StoreFirst store:
                Visit(store.Value);
                break;
            case LetRow row:
                Count(row.Row);
                break;
            case TurnRing turn:
                Variables.Add(turn.Position);
                Count(turn.Steps);
                break;
            case AddSums { Scale: string scale }:
                Scalars.Add(scale);
                break;
            case LetFirst first:
                Counts.Add(first.Count);
                break;
            case For loop:
                Count(loop.From);
                Count(loop.To);
                Visit(loop.Body);
                break;
            case ForDown loop:
                Count(loop.From);
                Visit(loop.Body);
                break;
        }
    }

    private void Count(Index position)
    {
        foreach (Term term in position.Terms)
            (Batch.Counts.Contains(term.Variable) ? (ISet<string>)Counts : Variables).Add(term.Variable);
    }

    private void Visit(Value value)
    {
        switch (value)
        {
            case Variable variable:
                Variables.Add(variable.Name);
                break;
            case LaneNumber number:
                Count(number.First);
                break;
            case Numbers numbers:
                Count(numbers.First);
                break;
            case Splat splat:
                Scalars.Add(splat.Scalar);
                break;
            case CountOf count:
                Counts.Add(count.Count);
                break;
        }

        foreach (Value part in Formulas.Parts(value))
            Visit(part);
    }
}
