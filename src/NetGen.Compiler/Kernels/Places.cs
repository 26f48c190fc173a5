using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>The places in memory that a statement reads, writes, names or hands on; not those of the statements inside a loop.</summary>
internal static class Places
{
    public static IEnumerable<Pointer> Of(Statement statement) => statement switch
    {
        Let let => Of(let.Value),
        Set set => Of(set.Value),
        Store store => [.. Of(store.Value), store.To],
        StoreFirst store => [.. Of(store.Value), store.To],
        LetPointer pointer => [pointer.To],
        LetPosition position => [position.Rows],
        TurnRing turn => [turn.Rows],
        AddSums sums => [sums.Rows, sums.Into],
        Copy copy => [copy.From, copy.To],
        Run run => run.Memory,
        _ => [],
    };

    private static IEnumerable<Pointer> Of(Value value) => value switch
    {
        Load load => [load.From],
        Broadcast broadcast => [broadcast.From],
        AcrossRow across => [across.Row],
        _ => Formulas.Parts(value).SelectMany(Of),
    };
}
