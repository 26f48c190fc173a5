using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>An element of memory: a <c>ref</c> by name, and how many elements behind it.</summary>
internal sealed record Pointer(string Name, Index Offset)
{
    public Pointer(string name)
        : this(name, 0)
    {
    }

    public static Pointer operator +(Pointer pointer, Index offset) => pointer with { Offset = pointer.Offset + offset };
}

/// <summary>A vector of neighbouring elements.</summary>
internal sealed record Load(Pointer From) : Value;

/// <summary>Neighbouring ones of some numbers that are known where the kernel is compiled.</summary>
internal sealed record Numbers(EquatableArray<double> All, Index First) : Value;

/// <summary>One element in every lane.</summary>
internal sealed record Broadcast(Pointer From) : Value;

/// <summary>One lane of a vector of that flavour, in every lane.</summary>
internal sealed record Lane(Flavour Flavour, Value Of, int Number) : Value;

/// <summary>Some neighbouring lanes of a vector of that flavour, each in as many lanes as fill a quarter of the longest vectors.</summary>
internal sealed record Spread(Flavour Flavour, Value Of, int First) : Value;

/// <summary>The two halves of a vector of that flavour, lane by lane: a vector half as long.</summary>
internal sealed record SumOfHalves(Flavour Flavour, Value Of) : Value;

/// <summary>A scalar parameter or local in every lane.</summary>
internal sealed record Splat(string Scalar) : Value;

/// <summary>A count, as a number in every lane.</summary>
internal sealed record CountOf(string Count) : Value;

/// <summary>The number of each lane, counted from an index.</summary>
internal sealed record LaneNumber(Index First) : Value;

/// <summary>The sum or maximum over the lanes of a vector, in the fixed tree, in every lane.</summary>
internal sealed record AcrossLanes(Reduction Reduction, Value Operand) : Value;

/// <summary>The sum or maximum over a padded row in memory, in the order of virtual lanes, in every lane.</summary>
internal sealed record AcrossRow(Reduction Reduction, Pointer Row, int Length) : Value;
