namespace NetGen.Corpus;

// Convolutions over streams: alone, where blocks of steps run layer after layer, and before a layer that takes one step at a time.

[Network("2-16c3causal:tanh-20c2causald30:silu-8c1causal:gelu-3")]
public sealed partial class Echoes;

[Network("1-8c3causald2:tanh-6lstm-1", Precision = Precision.Double)]
public sealed partial class EchoesInDouble;
