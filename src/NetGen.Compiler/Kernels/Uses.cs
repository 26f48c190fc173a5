using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What statements refer to and do not declare themselves: the parameters of the method that they become.</summary>
internal sealed class Uses
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public Uses(IEnumerable<Statement> statements)
    {
        Visit(statements);
        Memory.ExceptWith(_declared);
    }

    public HashSet<string> Memory { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Counts { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Scalars { get; } = new(StringComparer.Ordinal);

    private void Visit(IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
            Visit(statement);
    }

    private void Visit(Statement statement)
    {
        Memory.UnionWith(Places.Of(statement).Select(place => place.Name));
        switch (statement)
        {
            case Let let:
                Visit(let.Value);
                break;
            case Set set:
                Visit(set.Value);
                break;
            case Store store:
                Visit(store.Value);
                break;
            case StoreFirst store:
                Visit(store.Value);
                break;
            case LetPointer pointer:
                _declared.Add(pointer.Name);
                break;
            case TurnRing turn:
                Counts.UnionWith(Batch.Counts.Where(turn.Steps.DependsOn));
                break;
            case AddSums { Scale: string scale }:
                Scalars.Add(scale);
                break;
            case LetFirst first:
                Counts.Add(first.Count);
                break;
            case For loop:
                Counts.UnionWith(Batch.Counts.Where(loop.To.DependsOn));
                Visit(loop.Body);
                break;
            case ForDown loop:
                Counts.UnionWith(Batch.Counts.Where(loop.From.DependsOn));
                Visit(loop.Body);
                break;
        }
    }

    private void Visit(Value value)
    {
        switch (value)
        {
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
