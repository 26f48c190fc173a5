using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec;

/// <summary>A value and where it was written.</summary>
internal sealed record Written<T>(T Value, Place Place);
