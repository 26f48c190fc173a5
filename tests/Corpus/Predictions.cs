namespace NetGen.Corpus;

// Networks without training, in every form and both precisions; each has a twin elsewhere in the corpus that is trained.

[Network("6-9:gelu-4", Training = false)]
public sealed partial class PredictingTiny;

[Network("6-9:gelu-4", Precision = Precision.Double, Training = false)]
public sealed partial class PredictingTinyInDouble;

[Network("10-20:sigmoid-20:tanh-20:relu-1:sigmoid", Training = false)]
public sealed partial class PredictingOfOneOutput;

[Network("20-70:gelu-40:mish-20:logsoftmax", Training = false)]
public sealed partial class PredictingWide;

[Network("20-70:gelu-40:mish-20:logsoftmax", Precision = Precision.Double, Training = false)]
public sealed partial class PredictingWideInDouble;

[Network("70-130:relu-130:gelu-6:tanh-3:softmax", Training = false)]
public sealed partial class PredictingWideOfFewOutputs;

[Network("70-130:relu-130:gelu-6:tanh-3:softmax", Precision = Precision.Double, Training = false)]
public sealed partial class PredictingWideOfFewOutputsInDouble;
