namespace NetGen.Compiler.Kernels;

/// <summary>A stretch of kernel that can stand as a method of its own or follow another phase in the same method.</summary>
/// <param name="Stage">Its number among the stages of a pass over a whole batch.</param>
internal sealed record Phase(string Name, string Summary, Action<KernelBuilder> Emit, Pass Pass = Pass.Forward, int Stage = 0);
