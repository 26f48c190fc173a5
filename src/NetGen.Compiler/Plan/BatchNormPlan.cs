using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>
/// A batch normalisation: where its numbers lie in the parameter block, each one a channel with padding. Weight and bias come first,
/// running mean and variance behind all parameters, then what training notes of a batch, then factor and addend for inference.
/// </summary>
/// <param name="WeightOffset">The weight; the bias follows.</param>
/// <param name="RunningOffset">The running mean; the running variance follows.</param>
/// <param name="FactorOffset">The factor; the addend follows.</param>
/// <param name="StatisticsOffset">What training notes; the same as the factor's where nothing is trained.</param>
internal sealed record BatchNormPlan(int Index, Layer Layer, int PaddedOutputs, int RowStride, int WeightOffset, int RunningOffset, int StatisticsOffset, int FactorOffset)
    : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    /// <summary>What training notes of a batch: sums going forward, what they make, and the same going back.</summary>
    public const string Sum = "Sum", Squares = "Squares", Mean = "Mean", Inverse = "Inverse", GradientSum = "DSum", ScaledSum = "DScaled", GradientMean = "DMean", ScaledMean = "DScale";

    /// <summary>What inference multiplies by and adds.</summary>
    public const string Factor = "Factor", Addend = "Addend";

    /// <summary>In the order in which they lie; the runtime clears as many.</summary>
    private static readonly string[] Noted = [Sum, Squares, Mean, Inverse, GradientSum, ScaledSum, GradientMean, ScaledMean];

    /// <summary>Elements of what training notes.</summary>
    public static int NotedLength(int paddedChannels) => Noted.Length * paddedChannels;

    /// <summary>The layer before with this one multiplied into it, as inference runs it; null where that cannot be.</summary>
    public ProductPlan? Folded { get; init; }

    /// <summary>A channel of one pixel has a variance from two samples on.</summary>
    public override int FewestSamples => Pixels == 1 ? 2 : 1;

    public override IReadOnlyList<TensorPlan> Tensors => [Of(Layer.Tensors[0], WeightOffset), Of(Layer.Tensors[1], WeightOffset + PaddedChannels)];

    public override IReadOnlyList<TensorPlan> Buffers => [Of(Layer.Buffers[0], RunningOffset), Of(Layer.Buffers[1], RunningOffset + PaddedChannels)];

    public override IReadOnlyList<(string Symbol, int Offset, int Length)> Notes =>
    [
        (Factor, FactorOffset, PaddedChannels),
        (Addend, FactorOffset + PaddedChannels, PaddedChannels),
        .. StatisticsOffset == FactorOffset ? [] : Noted.Select((symbol, place) => (symbol, StatisticsOffset + place * PaddedChannels, PaddedChannels)),
    ];

    private TensorPlan Of(Tensor tensor, int offset) => new(tensor, offset, PaddedChannels, PaddedChannels, 1);
}
