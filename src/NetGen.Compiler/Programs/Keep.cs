namespace NetGen.Compiler.Programs;

/// <summary>How long a region of scratch keeps its memory to itself.</summary>
internal enum Keep
{
    /// <summary>From the first phase of a program that uses it to the last; before and behind, other regions may lie there.</summary>
    WhileUsed,

    /// <summary>Always, where some kernel uses it.</summary>
    IfUsed,

    /// <summary>Always, as what calls the kernels uses it, too.</summary>
    Always,
}
