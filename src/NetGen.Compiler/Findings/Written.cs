namespace NetGen.Compiler.Findings;

/// <summary>A value and where it was written.</summary>
internal sealed record Written<T>(T Value, Place Place);
