namespace NetGen.Corpus;

// Too large for the corpus, whose networks the tests take through everything.

[Network("784-512:relu-512:relu-10:softmax")]
public sealed partial class W6;
