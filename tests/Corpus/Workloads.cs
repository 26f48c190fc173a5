namespace NetGen.Corpus;

// The networks that speed is measured on.

[Network("2-3:sigmoid-2:softmax")]
public sealed partial class W1;

[Network("4-6:relu-3:softmax")]
public sealed partial class W2;

[Network("2-20:sigmoid-5:softmax")]
public sealed partial class W3;

[Network("64-64:relu-10:softmax")]
public sealed partial class W4;

[Network("784-128:relu-10:softmax")]
public sealed partial class W5;

/// <summary>For speed and budgets only: too large to take through everything.</summary>
[Network("784-512:relu-512:relu-10:softmax")]
public sealed partial class W6;

[Network("64-64:relu-10:softmax", Precision = Precision.Double)]
public sealed partial class W4InDouble;

[Network("784-128:relu-10:softmax", Precision = Precision.Double)]
public sealed partial class W5InDouble;
