namespace NetGen.Compiler.Plan;

/// <summary>What the lanes of a vector hold while a batch is computed.</summary>
internal enum BatchForm
{
    /// <summary>One unit of many samples: nothing is padded and no sum crosses lanes. For tiny networks.</summary>
    Lanes,

    /// <summary>Many units of one sample, several samples at a time in registers. For wide networks.</summary>
    Rows,
}
