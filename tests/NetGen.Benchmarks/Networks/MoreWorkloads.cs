namespace NetGen.Corpus;

// Beside those of the corpus.

/// <summary>A single layer, whose latency is measured call by call.</summary>
[Network("784-10")]
public sealed partial class Linear;

/// <summary>A stream, whose steps are measured one by one.</summary>
[Network("1-8gru-1")]
public sealed partial class StreamedGru;

/// <summary>A stream, whose steps are measured one by one.</summary>
[Network("1-16lstm-1")]
public sealed partial class StreamedLstm;
