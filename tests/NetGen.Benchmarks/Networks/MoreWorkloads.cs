namespace NetGen.Corpus;

// Beside those of the corpus, whose networks the tests take through everything.

[Network("784-512:relu-512:relu-10:softmax")]
public sealed partial class W6;

/// <summary>A single layer, whose latency is measured call by call.</summary>
[Network("784-10")]
public sealed partial class Linear;
