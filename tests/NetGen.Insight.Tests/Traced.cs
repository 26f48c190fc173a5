namespace NetGen.Insight.Tests;

/// <summary>Networks that can be traced; together they have every loss whose gradient by an output is its own, and layers that couple their units.</summary>
public static partial class Traced
{
    [Network("3-4:gelu-3:softmax-5:mish-3:softmax", Precision = Precision.Double, Trace = true)]
    public sealed partial class Probabilities;

    [Network("3-4:selu-3:logsoftmax", Precision = Precision.Double, Loss = Loss.KullbackLeibler, Trace = true)]
    public sealed partial class Logarithms;

    [Network("3-4:leakyrelu-2:sigmoid", Precision = Precision.Double, Trace = true)]
    public sealed partial class YesOrNo;

    [Network("3-4:hardswish-2:softplus", Precision = Precision.Double, Loss = Loss.Poisson, Trace = true)]
    public sealed partial class Counts;

    [Network("3-4:step-4:softsign-2:tanh", Precision = Precision.Double, Loss = Loss.Hinge, Trace = true)]
    public sealed partial class Margins;

    [Network("3-4:elu-2", Precision = Precision.Double, Loss = Loss.LogCosh, Trace = true)]
    public sealed partial class Values;

    [Network("3-17:silu-3:softmax", Trace = true)]
    public sealed partial class InSingle;

    [Network("2-2:relu-1", Precision = Precision.Double, Loss = Loss.HalfMeanSquaredError, Trace = true)]
    public sealed partial class Tiny;

    [Network("20-15:relu-15", Precision = Precision.Double, Trace = true)]
    public sealed partial class Broad;
}
