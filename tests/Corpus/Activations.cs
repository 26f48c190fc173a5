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

[Network("6-9:leakyrelu-4")]
public sealed partial class HiddenLeakyReLU;

[Network("6-9:leakyrelu-4", Precision = Precision.Double)]
public sealed partial class HiddenLeakyReLUInDouble;

[Network("6-9:elu-4")]
public sealed partial class HiddenELU;

[Network("6-9:elu-4", Precision = Precision.Double)]
public sealed partial class HiddenELUInDouble;

[Network("6-9:selu-4")]
public sealed partial class HiddenSELU;

[Network("6-9:selu-4", Precision = Precision.Double)]
public sealed partial class HiddenSELUInDouble;

[Network("6-9:softplus-4")]
public sealed partial class HiddenSoftplus;

[Network("6-9:softplus-4", Precision = Precision.Double)]
public sealed partial class HiddenSoftplusInDouble;

[Network("6-9:softsign-4")]
public sealed partial class HiddenSoftsign;

[Network("6-9:softsign-4", Precision = Precision.Double)]
public sealed partial class HiddenSoftsignInDouble;

[Network("6-9:gelu-4")]
public sealed partial class HiddenGELU;

[Network("6-9:gelu-4", Precision = Precision.Double)]
public sealed partial class HiddenGELUInDouble;

[Network("6-9:silu-4")]
public sealed partial class HiddenSiLU;

[Network("6-9:silu-4", Precision = Precision.Double)]
public sealed partial class HiddenSiLUInDouble;

[Network("6-9:mish-4")]
public sealed partial class HiddenMish;

[Network("6-9:mish-4", Precision = Precision.Double)]
public sealed partial class HiddenMishInDouble;

[Network("6-9:hardsigmoid-4")]
public sealed partial class HiddenHardSigmoid;

[Network("6-9:hardsigmoid-4", Precision = Precision.Double)]
public sealed partial class HiddenHardSigmoidInDouble;

[Network("6-9:hardtanh-4")]
public sealed partial class HiddenHardTanh;

[Network("6-9:hardtanh-4", Precision = Precision.Double)]
public sealed partial class HiddenHardTanhInDouble;

[Network("6-9:hardswish-4")]
public sealed partial class HiddenHardSwish;

[Network("6-9:hardswish-4", Precision = Precision.Double)]
public sealed partial class HiddenHardSwishInDouble;

[Network("6-9:relu6-4")]
public sealed partial class HiddenReLU6;

[Network("6-9:relu6-4", Precision = Precision.Double)]
public sealed partial class HiddenReLU6InDouble;

[Network("6-9:softmax-4")]
public sealed partial class HiddenSoftmax;

[Network("6-9:softmax-4", Precision = Precision.Double)]
public sealed partial class HiddenSoftmaxInDouble;

[Network("6-9:logsoftmax-4")]
public sealed partial class HiddenLogSoftmax;

[Network("6-9:logsoftmax-4", Precision = Precision.Double)]
public sealed partial class HiddenLogSoftmaxInDouble;
