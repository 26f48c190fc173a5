namespace NetGen.Corpus;

// Inputs with a shape, which dense layers take in the order in which they stand.

[Network("2x3x4-5:tanh-3:softmax")]
public sealed partial class PictureOfTwoChannels;

[Network("7x40-3", Precision = Precision.Double)]
public sealed partial class SignalInDouble;
