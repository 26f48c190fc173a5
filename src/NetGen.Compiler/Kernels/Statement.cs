using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>One step of a kernel. The whole language is in this file and in <see cref="Value"/>.</summary>
internal abstract record Statement
{
    /// <summary>Statements in all, those in loops included.</summary>
    public static int Total(IReadOnlyList<Statement> statements) =>
        statements.Sum(statement => 1 + (statement is For loop ? Total(loop.Body) : 0));
}

/// <summary>A line of comment.</summary>
internal sealed record Comment(string Text) : Statement;

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

/// <summary>
/// Declares how many rows tiles of <paramref name="Most"/> rows take, and how many those and tiles of four. A tile is given up
/// where two of four rows leave fewer single ones.
/// </summary>
internal sealed record LetTiled(string Tiled, string Fours, string Of, int Most) : Statement;

/// <summary>Copies elements.</summary>
internal sealed record Copy(Pointer From, Pointer To, int Count) : Statement;

/// <summary>Counts a variable up to below <paramref name="To"/>.</summary>
internal sealed record For(string Variable, Index From, Index To, Index Step, IReadOnlyList<Statement> Body) : Statement;
