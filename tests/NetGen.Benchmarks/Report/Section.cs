namespace NetGen.Benchmarks.Report;

/// <summary>One part of the report: what was measured, in a few sentences, and the figures.</summary>
internal sealed record Section(string Text, Table Table)
{
    public override string ToString() => $"{Text}\n\n{Table}";
}
