namespace NetGen.Corpus;

// Every activation in a hidden layer, in both precisions; a network in double stands beside its twin in single.

[Network("6-9:identity-4")]
public sealed partial class HiddenIdentity;

[Network("6-9:identity-4", Precision = Precision.Double)]
public sealed partial class HiddenIdentityInDouble;

[Network("6-9:step-4")]
public sealed partial class HiddenStep;

[Network("6-9:step-4", Precision = Precision.Double)]
public sealed partial class HiddenStepInDouble;

[Network("6-9:sigmoid-4")]
public sealed partial class HiddenSigmoid;

[Network("6-9:sigmoid-4", Precision = Precision.Double)]
public sealed partial class HiddenSigmoidInDouble;

[Network("6-9:tanh-4")]
public sealed partial class HiddenTanh;

[Network("6-9:tanh-4", Precision = Precision.Double)]
public sealed partial class HiddenTanhInDouble;

[Network("6-9:relu-4")]
public sealed partial class HiddenReLU;

[Network("6-9:relu-4", Precision = Precision.Double)]
public sealed partial class HiddenReLUInDouble;

[Network("6-9:softmax-4")]
public sealed partial class HiddenSoftmax;

[Network("6-9:softmax-4", Precision = Precision.Double)]
public sealed partial class HiddenSoftmaxInDouble;
