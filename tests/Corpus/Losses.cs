namespace NetGen.Corpus;

// Every loss with every output activation that it accepts, in both precisions.

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

// One layer whose weights can be the unit matrix, so that inputs are the logits.
[Network("2-2:softmax")]
public sealed partial class CrossEntropyOfLogits;

[Network("1-1:sigmoid")]
public sealed partial class BinaryCrossEntropyOfLogit;

[Network("1-1:sigmoid", Precision = Precision.Double)]
public sealed partial class BinaryCrossEntropyOfLogitInDouble;
