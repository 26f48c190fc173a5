namespace NetGen.Compiler.Kernels;

/// <summary>The vector type that a piece of kernel is printed in. One kernel text serves them all.</summary>
/// <param name="Class">The type's name in <c>System.Numerics</c> or <c>System.Runtime.Intrinsics</c>.</param>
/// <param name="Width">Lanes, or null where only the machine that runs it knows.</param>
internal sealed record Flavour(string Class, int? Width)
{
    /// <summary>Lanes as an index expression.</summary>
    public Index Step => Width is int width ? width : Index.Width;
}
