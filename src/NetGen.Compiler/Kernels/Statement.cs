using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>One step of a kernel. The whole language is in this file and in <see cref="Value"/>.</summary>
internal abstract record Statement
{
    /// <summary>Statements in all, those in loops included.</summary>
    public static int Total(IReadOnlyList<Statement> statements) =>
        statements.Sum(statement => statement switch
        {
            For loop => 1 + Total(loop.Body),
            ForDown loop => 1 + Total(loop.Body),
            _ => 1,
        });

    /// <summary>The name that a statement gives to a vector, a place or a position; that of a loop stands for it inside alone.</summary>
    public static string? Declared(Statement statement) => statement switch
    {
        Let let => let.Name,
        LetPointer pointer => pointer.Name,
        LetFirst first => first.Name,
        LetStart start => start.Name,
        LetPosition position => position.Name,
        LetRow row => row.Name,
        For loop => loop.Variable,
        ForDown loop => loop.Variable,
        _ => null,
    };
}

/// <summary>Where a phase begins in a kernel that has several: a line of comment.</summary>
internal sealed record Heading(string Phase, string Summary) : Statement;

/// <summary>Declares a vector.</summary>
internal sealed record Let(Flavour Flavour, string Name, Value Value) : Statement;

/// <summary>Gives a declared vector a new value.</summary>
internal sealed record Set(Flavour Flavour, string Name, Value Value) : Statement;

/// <summary>Writes a vector, or its first <paramref name="Count"/> lanes.</summary>
internal sealed record Store(Flavour Flavour, Pointer To, Value Value, int? Count = null) : Statement;

/// <summary>Writes one element: lane 0.</summary>
internal sealed record StoreFirst(Flavour Flavour, Pointer To, Value Value) : Statement;

/// <summary>Names an element of memory.</summary>
internal sealed record LetPointer(string Name, Pointer To) : Statement;

/// <summary>Declares the first row of a tile: the wanted one, or the last with room for <paramref name="Rows"/> rows where there are so many.</summary>
internal sealed record LetFirst(string Name, string Wanted, string Count, int Rows) : Statement;

/// <summary>Declares where a tile of places begins: the wanted one, or the last from which it has room.</summary>
internal sealed record LetStart(string Name, string Wanted, int Last) : Statement;

/// <summary>Names the row of a ring where the next step goes.</summary>
internal sealed record LetPosition(string Name, Pointer Rows, RingPlan Ring) : Statement;

/// <summary>Names a row of a ring, of which the one behind the last is the first.</summary>
/// <param name="Row">Less than twice as many as the ring has.</param>
internal sealed record LetRow(string Name, Index Row, RingPlan Ring) : Statement;

/// <summary>Takes note of so many steps that were written from a position of a ring on.</summary>
internal sealed record TurnRing(Pointer Rows, string Position, Index Steps, RingPlan Ring) : Statement;

/// <summary>Adds the sum of each of some rows of virtual lanes, times a scalar if there is one, to as many elements.</summary>
internal sealed record AddSums(Pointer Rows, int Count, string? Scale, Pointer Into) : Statement;

/// <summary>Copies elements.</summary>
internal sealed record Copy(Pointer From, Pointer To, int Count) : Statement;

/// <summary>Runs another kernel, on that memory in place of its own.</summary>
internal sealed record Run(Kernel Kernel, IReadOnlyList<Pointer> Memory) : Statement
{
    /// <summary>The vectors in place of its own.</summary>
    public IReadOnlyList<string> Vectors { get; init; } = [];

    /// <summary>The vector that what it gives is declared as.</summary>
    public string? Result { get; init; }
}

/// <summary>Counts a variable down from below <paramref name="From"/> to 0.</summary>
internal sealed record ForDown(string Variable, Index From, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Counts a variable up to below <paramref name="To"/>.</summary>
internal sealed record For(string Variable, Index From, Index To, Index Step, IReadOnlyList<Statement> Body) : Statement;
