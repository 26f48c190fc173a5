namespace NetGen.Compiler.Kernels;

/// <summary>A stretch of kernel that can stand as a method of its own or follow another phase in the same method.</summary>
internal sealed record Phase(string Name, string Summary, Action<KernelBuilder> Emit, Pass Pass = Pass.Forward);
