namespace NetGen.Compiler.Plan;

/// <summary>What is computed at a time, and what the lanes of a vector hold meanwhile.</summary>
internal enum Form
{
    /// <summary>One sample, many units of it in a vector.</summary>
    Sample,

    /// <summary>A block of samples, many units of one in a vector, several samples at a time in registers. For wide networks.</summary>
    Rows,

    /// <summary>A block of samples, one unit of many in a vector: nothing is padded and no sum crosses lanes. For tiny networks.</summary>
    Lanes,
}
