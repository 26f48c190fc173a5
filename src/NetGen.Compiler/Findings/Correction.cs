namespace NetGen.Compiler.Findings;

/// <summary>The one right answer to a finding: a word and what it should be.</summary>
/// <param name="Written">What was written, at the finding's place.</param>
/// <param name="Instead">What to write in its stead.</param>
internal sealed record Correction(string Written, string Instead);
