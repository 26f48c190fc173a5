namespace NetGen.Corpus;

// One to four layers, and deep ones, of mixed activations.

[Network("5-3:softmax")]
public sealed partial class DepthOne;

[Network("5-3:softmax", Precision = Precision.Double)]
public sealed partial class DepthOneInDouble;

[Network("5-11:relu-3:softmax")]
public sealed partial class DepthTwo;

[Network("5-11:relu-3:softmax", Precision = Precision.Double)]
public sealed partial class DepthTwoInDouble;

[Network("5-11:tanh-7:softmax-2:sigmoid")]
public sealed partial class DepthThree;

[Network("5-11:tanh-7:softmax-2:sigmoid", Precision = Precision.Double)]
public sealed partial class DepthThreeInDouble;

[Network("5-11:relu-7:sigmoid-9:tanh-3")]
public sealed partial class DepthFour;

[Network("5-11:relu-7:sigmoid-9:tanh-3", Precision = Precision.Double)]
public sealed partial class DepthFourInDouble;

[Network("10-20:sigmoid-20:tanh-20:relu-1:sigmoid")]
public sealed partial class DepthFourToOne;

[Network("10-20:sigmoid-20:tanh-20:relu-1:sigmoid", Precision = Precision.Double)]
public sealed partial class DepthFourToOneInDouble;

[Network("4-8:relu-8:relu-8:tanh-8:relu-8:relu-8:tanh-8:relu-2:softmax")]
public sealed partial class DepthEight;

[Network("3-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh", Loss = Loss.SumSquaredError)]
public sealed partial class DepthSixteen;

// The most code that small layers come to: what the budgets of emitted methods must hold for.
[Network("32-32:softmax-32:softmax-32:softmax")]
public sealed partial class DepthOfWideSoftmax;

[Network("15-15:mish-15:mish-15:mish-15:mish-15:mish-15:mish")]
public sealed partial class DepthOfMish;

/// <summary>Layers that are alike, one after the other, through register tiles.</summary>
[Network("40-40:relu-40:relu-40:relu-40:relu-40:relu-5:softmax")]
public sealed partial class DepthOfLayersAlike;
