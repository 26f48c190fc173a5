namespace NetGen.Corpus;

// One network or two for each kind of layer: in both precisions, over pictures, signals and sequences, with every option somewhere.

[Network("1x8x8-5c3p1:tanh-mp2-12c2:gelu-9:relu-4:softmax")]
public sealed partial class PictureClassifier;

[Network("2x5x7-20c3x2s2p1:elu-ap2x3s1-3", Precision = Precision.Double)]
public sealed partial class PictureInDouble;

[Network("3x20-7c3causald2:silu-mp3s2-gap-3")]
public sealed partial class Signal;

[Network("3x5x5-20c3p1:relu-20c3s2p1g20:silu-10c1g5:tanh-gap-3:softmax")]
public sealed partial class Groups;

[Network("6x12-6c8causalg6:gelu-4c3s2g2-2", Precision = Precision.Double)]
public sealed partial class GroupsInDouble;

[Network("3x6x5-10c3p1-ln:relu-gap-12-ln:gelu-4:softmax")]
public sealed partial class LayerNormed;

[Network("7-21-ln:tanh-5-ln", Precision = Precision.Double)]
public sealed partial class LayerNormedInDouble;

[Network("2x6x6-5c3p1:relu-do20-mp2-12:tanh-do50-3:softmax")]
public sealed partial class Dropped;

[Network("7-do10-21:silu-do40-5", Precision = Precision.Double)]
public sealed partial class DroppedInDouble;

[Network("2x5x4-3c3same:sigmoid")]
public sealed partial class PictureToPicture;

[Network("12x3-20gru-8lstm-3:softmax")]
public sealed partial class Windows;

[Network("5x2-6rnn-4lstm", Precision = Precision.Double)]
public sealed partial class WindowsInDouble;

[Network("2x6x5-5c3p1-bn:gelu-ap2-bn:silu-7c2:tanh-4:softmax")]
public sealed partial class NormalizedPictures;

[Network("3x11-4c3-bn:tanh-bn:silu-ap2-3c2-bn:softplus", Precision = Precision.Double)]
public sealed partial class NormalizedSignal;

/// <summary>A graph: a residual block, two branches that come together, layers that several others take.</summary>
[Network(Spec = "Residual.netgen.json")]
public sealed partial class Residual;

/// <summary>Several inputs and outputs, and a gate.</summary>
[Network(Spec = "Driver.netgen.json")]
public sealed partial class Driver;

/// <summary>What is computed value by value: of features, with a number for each.</summary>
[Network(Spec = "Constants.netgen.json")]
public sealed partial class Constants;

/// <summary>The same of pictures, in double.</summary>
[Network(Spec = "ConstantsInDouble.netgen.json")]
public sealed partial class ConstantsInDouble;
