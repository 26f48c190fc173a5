namespace NetGen.Compiler;

/// <summary>One emitted source file.</summary>
/// <param name="HintName">Its name within the compilation, ending in .g.cs.</param>
internal sealed record EmittedFile(string HintName, string Text);
