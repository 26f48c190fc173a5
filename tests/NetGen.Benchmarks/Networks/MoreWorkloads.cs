namespace NetGen.Corpus;

// Beside those of the corpus.

/// <summary>A single layer, whose latency is measured call by call.</summary>
[Network("784-10")]
public sealed partial class Linear;
