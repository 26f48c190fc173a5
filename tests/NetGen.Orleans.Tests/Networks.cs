namespace NetGen.Orleans.Tests;

/// <summary>Three classes from four numbers.</summary>
[Network("4-6:relu-3:softmax")]
public sealed partial class Flowers;

/// <summary>The same, of which training drops some.</summary>
[Network("4-9:tanh-do40-3:softmax")]
public sealed partial class Dropped;

/// <summary>The same, normalised over each batch.</summary>
[Network("4-6-bn:relu-3:softmax")]
public sealed partial class Normalized;

/// <summary>Values, in double.</summary>
[Network("4-8:tanh-2", Precision = Precision.Double)]
public sealed partial class Curve;

/// <summary>One yes or no.</summary>
[Network("4-8:tanh-1:sigmoid")]
public sealed partial class Gate;
