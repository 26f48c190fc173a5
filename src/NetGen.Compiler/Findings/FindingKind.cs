namespace NetGen.Compiler.Findings;

/// <summary>What can be found, once for all networks: the row of an id in <see cref="FindingTable"/>.</summary>
/// <param name="Id">NG and four digits.</param>
/// <param name="Title">A short sentence without a full stop, the same for every finding of the kind.</param>
/// <param name="Message">A format for <see cref="string.Format(string, object[])"/>: what is wrong and what to write instead.</param>
/// <param name="Severity">The severity unless a finding says otherwise.</param>
internal sealed record FindingKind(string Id, string Title, string Message, Severity Severity = Severity.Error)
{
    /// <summary>The thousand of the id says what sort of thing is wrong.</summary>
    public string Category => Id[2] switch
    {
        '0' => "NetGen.Environment",
        '1' => "NetGen.Declaration",
        '2' => "NetGen.Text",
        '3' => "NetGen.Weights",
        _ => "NetGen.Performance",
    };
}
