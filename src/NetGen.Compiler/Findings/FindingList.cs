namespace NetGen.Compiler.Findings;

/// <summary>Collects what the stages find in one declaration, in the order in which they find it.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    public bool HasErrors => _findings.Any(finding => finding.Severity == Severity.Error);

    public void Add(FindingKind kind, Place where, params string[] arguments) => Add(kind, where, correction: null, arguments);

    public void Add(FindingKind kind, Place where, Correction? correction, params string[] arguments) => Add(kind, kind.Severity, where, correction, arguments);

    public void Add(FindingKind kind, Severity severity, Place where, params string[] arguments) => Add(kind, severity, where, correction: null, arguments);

    public void Add(FindingKind kind, Severity severity, Place where, Correction? correction, params string[] arguments) =>
        _findings.Add(new Finding(kind, where, severity, new EquatableArray<string>(arguments)) { Correction = correction });

    /// <summary>Finds that a word is none of the known ones; the finding says of what, which, and what to write instead.</summary>
    /// <returns>The nearest of them, if it is near.</returns>
    public Correction? AddUnknown(FindingKind kind, Place where, string of, string written, IEnumerable<string> known)
    {
        Correction? correction = Suggestion.Correct(written, known);
        Add(kind, where, correction, of, written, Suggestion.Advise(correction, known));
        return correction;
    }

    public EquatableArray<Finding> ToArray() => new(_findings);
}
