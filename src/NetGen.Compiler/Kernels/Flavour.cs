namespace NetGen.Compiler.Kernels;

/// <summary>The vectors that a piece of kernel works on. One kernel text serves them all.</summary>
/// <param name="Name">The name that emitted code has for the type of their operations.</param>
/// <param name="Width">Lanes, or null where only the machine that runs it knows.</param>
internal sealed record Flavour(string Name, int? Width)
{
    /// <summary>Lanes as an index expression.</summary>
    public Index Step => Width is int width ? width : Index.Width;
}

/// <summary>A vector that a kernel has named.</summary>
internal sealed record Vector(Flavour Flavour, string Name);
