namespace NetGen.Corpus;

// Beside those of the corpus.

/// <summary>A single layer, whose latency is measured call by call.</summary>
[Network("784-10")]
public sealed partial class Linear;

/// <summary>A stream, whose steps are measured one by one.</summary>
[Network("1-8gru-1")]
public sealed partial class StreamedGru;

/// <summary>A stream, whose steps are measured one by one.</summary>
[Network("1-16lstm-1")]
public sealed partial class StreamedLstm;

/// <summary>Neural Amp Modeler's standard WaveNet: 16 and 8 channels, 20 layers.</summary>
[Network(Spec = "NamStandard.netgen.json")]
public sealed partial class NamStandard;

/// <summary>The larger of its second architecture: 8 channels, 23 layers with kernels of 6 and 15.</summary>
[Network(Spec = "NamA2.netgen.json")]
public sealed partial class NamA2;

/// <summary>The smaller: 3 channels.</summary>
[Network(Spec = "NamA2Nano.netgen.json")]
public sealed partial class NamA2Nano;

/// <summary>Windows of 50 steps.</summary>
[Network("50x6-128gru-3:softmax")]
public sealed partial class WindowedGru;

/// <summary>Windows of 50 steps.</summary>
[Network("50x16-128lstm-10:softmax")]
public sealed partial class WindowedLstm;

/// <summary>LeNet-5.</summary>
[Network("1x28x28-6c5p2:relu-mp2-16c5:relu-mp2-120:relu-84:relu-10:softmax")]
public sealed partial class LeNet;

/// <summary>Convolutions of each channel by itself, and of one pixel.</summary>
[Network("1x28x28-16c3p1:relu-mp2-16c3p1g16:relu-32c1:relu-mp2-32c3p1g32:relu-64c1:relu-gap-10:softmax")]
public sealed partial class DepthwiseNet;

/// <summary>Convolutions over a signal.</summary>
[Network("1x128-16c9s2p4:relu-mp2-32c5p2:relu-mp2-32c3p1:relu-gap-6:softmax")]
public sealed partial class SignalNet;
