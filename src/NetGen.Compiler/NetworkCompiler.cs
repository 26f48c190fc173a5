namespace NetGen.Compiler;

/// <summary>One emitted source file.</summary>
internal sealed record EmittedFile(string HintName, string Text);
