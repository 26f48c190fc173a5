namespace NetGen.Training.Tests;

/// <summary>Three classes from four numbers, small enough for samples across lanes.</summary>
[Network("4-6:relu-3:softmax")]
public sealed partial class Flowers;

/// <summary>One probability, in double.</summary>
[Network("2-8:tanh-1:sigmoid", Precision = Precision.Double)]
public sealed partial class Gate;

/// <summary>Values, not classes, in double.</summary>
[Network("1-8:tanh-1", Precision = Precision.Double)]
public sealed partial class Curve;

/// <summary>Wide enough for register tiles and transposed copies.</summary>
[Network("64-64:relu-10:softmax")]
public sealed partial class Digits;

/// <summary>One weight and one bias: what an optimizer does can be followed by hand.</summary>
[Network("1-1", Precision = Precision.Double)]
public sealed partial class Line;

/// <summary>The same in single precision, whose largest number is 3.4e38.</summary>
[Network("1-1")]
public sealed partial class SingleLine;

/// <summary>Small, for what PyTorch was run on.</summary>
[Network("3-5:tanh-2", Precision = Precision.Double)]
public sealed partial class Small;

/// <summary>Two classes, whose one-hot rows are twice as long as their labels.</summary>
[Network("4-3:relu-2:softmax")]
public sealed partial class Pair;

/// <summary>With weights from a file: 3 x − 1.</summary>
[Network("1-1", Precision = Precision.Double, Weights = "known.safetensors")]
public sealed partial class Known;

/// <summary>The same, which one test alone asks for its weights.</summary>
[Network("1-1", Precision = Precision.Double, Weights = "known.safetensors")]
public sealed partial class KnownToMany;

/// <summary>A stream.</summary>
[Network("2-6gru-3")]
public sealed partial class Listener;

/// <summary>As many outputs as there can be, of a loss that takes no labels.</summary>
[Network("1-65536:sigmoid")]
public sealed partial class Tags;

/// <summary>Classes that are trained on targets, and tie at 0.</summary>
[Network("4-6:tanh-3:relu")]
public sealed partial class Rectified;

/// <summary>One output that is class 1 from 0 on.</summary>
[Network("4-5:tanh-1:tanh")]
public sealed partial class Sign;

/// <summary>In double, samples across lanes.</summary>
[Network("4-6:relu-3:softmax", Precision = Precision.Double)]
public sealed partial class PreciseFlowers;

/// <summary>Register tiles, and more classes than are computed with samples across lanes.</summary>
[Network("64-64:relu-26:softmax")]
public sealed partial class Letters;

/// <inheritdoc cref="Letters"/>
[Network("64-64:relu-26:softmax", Precision = Precision.Double)]
public sealed partial class PreciseLetters;

/// <summary>Normalised over the batch, folded into the layer before and not.</summary>
[Network("4-8-bn:relu-6:tanh-bn:relu-3:softmax")]
public sealed partial class Normalised;

/// <summary>The same in double, for slopes.</summary>
[Network("3-6:tanh-bn:tanh-5-bn:tanh-2", Precision = Precision.Double)]
public sealed partial class NormalisedInDouble;

/// <summary>What training drops is drawn at random.</summary>
[Network("64-40:tanh-do30-20:relu-do50-10:softmax")]
internal sealed partial class DroppedDigits;

/// <summary>The same, small enough for every derivative.</summary>
[Network("3-8:tanh-do25-2", Precision = Precision.Double)]
internal sealed partial class DroppedValues;

/// <summary>Windows of eight steps of one number.</summary>
[Network("8x1-8gru-2:softmax")]
public sealed partial class Remembering;
