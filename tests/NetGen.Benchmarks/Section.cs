namespace NetGen.Benchmarks;

/// <summary>One part of the report.</summary>
/// <param name="Name">How it is asked for on the command line.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Print">Measures, and returns the text in Markdown.</param>
internal sealed record Section(string Name, string Title, Func<string> Print);
