namespace NetGen.Corpus;

// Every loss with the output activations that change its formula, in both precisions, and every output activation with some
// loss. CombinationTests tries the whole matrix.

[Network("4-7:tanh-3", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfIdentityInDouble;

[Network("4-7:tanh-3:step", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfStep;

[Network("4-7:tanh-3:step", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfStepInDouble;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSigmoid;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfSigmoidInDouble;

[Network("4-7:tanh-3:tanh", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfTanh;

[Network("4-7:tanh-3:tanh", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfTanhInDouble;

[Network("4-7:tanh-3:relu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfReLU;

[Network("4-7:tanh-3:relu", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfReLUInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorOfSoftmaxInDouble;

[Network("4-7:tanh-3", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfIdentityInDouble;

[Network("4-7:tanh-3:step", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfStep;

[Network("4-7:tanh-3:step", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfStepInDouble;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfSigmoid;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfSigmoidInDouble;

[Network("4-7:tanh-3:tanh", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfTanh;

[Network("4-7:tanh-3:tanh", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfTanhInDouble;

[Network("4-7:tanh-3:relu", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfReLU;

[Network("4-7:tanh-3:relu", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfReLUInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.HalfMeanSquaredError)]
public sealed partial class HalfMeanSquaredErrorOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.HalfMeanSquaredError, Precision = Precision.Double)]
public sealed partial class HalfMeanSquaredErrorOfSoftmaxInDouble;

[Network("4-7:tanh-3", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfIdentityInDouble;

[Network("4-7:tanh-3:step", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfStep;

[Network("4-7:tanh-3:step", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfStepInDouble;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfSigmoid;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfSigmoidInDouble;

[Network("4-7:tanh-3:tanh", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfTanh;

[Network("4-7:tanh-3:tanh", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfTanhInDouble;

[Network("4-7:tanh-3:relu", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfReLU;

[Network("4-7:tanh-3:relu", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfReLUInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.SumSquaredError)]
public sealed partial class SumSquaredErrorOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.SumSquaredError, Precision = Precision.Double)]
public sealed partial class SumSquaredErrorOfSoftmaxInDouble;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.BinaryCrossEntropy)]
public sealed partial class BinaryCrossEntropyOfSigmoid;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
public sealed partial class BinaryCrossEntropyOfSigmoidInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.CrossEntropy)]
public sealed partial class CrossEntropyOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.CrossEntropy, Precision = Precision.Double)]
public sealed partial class CrossEntropyOfSoftmaxInDouble;

[Network("4-7:tanh-3:leakyrelu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfLeakyReLU;

[Network("4-7:tanh-3:elu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfELU;

[Network("4-7:tanh-3:selu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSELU;

[Network("4-7:tanh-3:softplus", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSoftplus;

[Network("4-7:tanh-3:softsign", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSoftsign;

[Network("4-7:tanh-3:gelu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfGELU;

[Network("4-7:tanh-3:silu", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfSiLU;

[Network("4-7:tanh-3:mish", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfMish;

[Network("4-7:tanh-3:hardsigmoid", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfHardSigmoid;

[Network("4-7:tanh-3:hardtanh", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfHardTanh;

[Network("4-7:tanh-3:hardswish", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfHardSwish;

[Network("4-7:tanh-3:relu6", Loss = Loss.MeanSquaredError)]
public sealed partial class MeanSquaredErrorOfReLU6;

[Network("4-7:tanh-3", Loss = Loss.MeanAbsoluteError)]
public sealed partial class MeanAbsoluteErrorOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.MeanAbsoluteError, Precision = Precision.Double)]
public sealed partial class MeanAbsoluteErrorOfIdentityInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.MeanAbsoluteError)]
public sealed partial class MeanAbsoluteErrorOfSoftmax;

[Network("4-7:tanh-3", Loss = Loss.Huber)]
public sealed partial class HuberOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.Huber, Precision = Precision.Double)]
public sealed partial class HuberOfIdentityInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.Huber)]
public sealed partial class HuberOfSoftmax;

[Network("4-7:tanh-3", Loss = Loss.LogCosh)]
public sealed partial class LogCoshOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.LogCosh, Precision = Precision.Double)]
public sealed partial class LogCoshOfIdentityInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.LogCosh)]
public sealed partial class LogCoshOfSoftmax;

[Network("4-7:tanh-3:mish", Loss = Loss.LogCosh)]
public sealed partial class LogCoshOfMish;

[Network("4-7:tanh-3", Loss = Loss.Hinge)]
public sealed partial class HingeOfIdentity;

[Network("4-7:tanh-3", Loss = Loss.Hinge, Precision = Precision.Double)]
public sealed partial class HingeOfIdentityInDouble;

[Network("4-7:tanh-3:tanh", Loss = Loss.Hinge)]
public sealed partial class HingeOfTanh;

[Network("4-7:tanh-3:tanh", Loss = Loss.Hinge, Precision = Precision.Double)]
public sealed partial class HingeOfTanhInDouble;

[Network("4-7:tanh-3:logsoftmax", Loss = Loss.CrossEntropy)]
public sealed partial class CrossEntropyOfLogSoftmax;

[Network("4-7:tanh-3:logsoftmax", Loss = Loss.CrossEntropy, Precision = Precision.Double)]
public sealed partial class CrossEntropyOfLogSoftmaxInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.KullbackLeibler)]
public sealed partial class KullbackLeiblerOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.KullbackLeibler, Precision = Precision.Double)]
public sealed partial class KullbackLeiblerOfSoftmaxInDouble;

[Network("4-7:tanh-3:logsoftmax", Loss = Loss.KullbackLeibler)]
public sealed partial class KullbackLeiblerOfLogSoftmax;

[Network("4-7:tanh-3:logsoftmax", Loss = Loss.KullbackLeibler, Precision = Precision.Double)]
public sealed partial class KullbackLeiblerOfLogSoftmaxInDouble;

[Network("4-7:tanh-3:softplus", Loss = Loss.Poisson)]
public sealed partial class PoissonOfSoftplus;

[Network("4-7:tanh-3:softplus", Loss = Loss.Poisson, Precision = Precision.Double)]
public sealed partial class PoissonOfSoftplusInDouble;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.Poisson)]
public sealed partial class PoissonOfSigmoid;

[Network("4-7:tanh-3:sigmoid", Loss = Loss.Poisson, Precision = Precision.Double)]
public sealed partial class PoissonOfSigmoidInDouble;

[Network("4-7:tanh-3:softmax", Loss = Loss.Poisson)]
public sealed partial class PoissonOfSoftmax;

[Network("4-7:tanh-3:softmax", Loss = Loss.Poisson, Precision = Precision.Double)]
public sealed partial class PoissonOfSoftmaxInDouble;

// Single outputs that decide between two classes.
[Network("4-7:tanh-1", Loss = Loss.Hinge)]
public sealed partial class HingeOfOneOutput;

[Network("4-7:tanh-1:hardsigmoid", Loss = Loss.MeanSquaredError)]
public sealed partial class HardSigmoidOfOneOutput;

// One layer whose weights can be the unit matrix, so that inputs are the logits.
[Network("2-2:softmax")]
public sealed partial class CrossEntropyOfLogits;

[Network("1-1:sigmoid")]
public sealed partial class BinaryCrossEntropyOfLogit;

[Network("1-1:sigmoid", Precision = Precision.Double)]
public sealed partial class BinaryCrossEntropyOfLogitInDouble;
