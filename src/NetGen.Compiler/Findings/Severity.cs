namespace NetGen.Compiler.Findings;

/// <summary>How much a finding matters; an error stops its network.</summary>
internal enum Severity
{
    Info,
    Warning,
    Error,
}
