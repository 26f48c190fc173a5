namespace NetGen.Corpus;

// One to four layers, and deep ones, of mixed activations.

[Network("5-3:softmax")]
public sealed partial class OneLayer;

[Network("5-3:softmax", Precision = Precision.Double)]
public sealed partial class OneLayerInDouble;

[Network("5-11:relu-3:softmax")]
public sealed partial class TwoLayers;

[Network("5-11:relu-3:softmax", Precision = Precision.Double)]
public sealed partial class TwoLayersInDouble;

[Network("5-11:tanh-7:softmax-2:sigmoid")]
public sealed partial class ThreeLayers;

[Network("5-11:tanh-7:softmax-2:sigmoid", Precision = Precision.Double)]
public sealed partial class ThreeLayersInDouble;

[Network("5-11:relu-7:sigmoid-9:tanh-3")]
public sealed partial class FourLayers;

[Network("5-11:relu-7:sigmoid-9:tanh-3", Precision = Precision.Double)]
public sealed partial class FourLayersInDouble;

[Network("10-20:sigmoid-20:tanh-20:relu-1:sigmoid")]
public sealed partial class FourToOneLayers;

[Network("10-20:sigmoid-20:tanh-20:relu-1:sigmoid", Precision = Precision.Double)]
public sealed partial class FourToOneLayersInDouble;

[Network("4-8:relu-8:relu-8:tanh-8:relu-8:relu-8:tanh-8:relu-2:softmax")]
public sealed partial class EightLayers;

[Network("4-8:relu-8:relu-8:tanh-8:relu-8:relu-8:tanh-8:relu-2:softmax", Precision = Precision.Double)]
public sealed partial class EightLayersInDouble;

[Network("3-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh", Loss = Loss.SumSquaredError)]
public sealed partial class SixteenLayers;

[Network("3-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh-6:relu-5:tanh", Precision = Precision.Double, Loss = Loss.SumSquaredError)]
public sealed partial class SixteenLayersInDouble;
