namespace NetGen.Compiler.Plan;

/// <summary>
/// Every number that a choice of the compiler hangs on beside the sizes of the network: found by measuring, the same for every machine.
/// A change of one changes code, and where it divides sums also bits.
/// </summary>
internal static class Tuning
{
    /// <summary>Sums that run side by side to hide the latency of a multiply-add: 4 cycles at two a cycle.</summary>
    public const int Chains = 8;

    /// <summary>Sums of a tile where there are 32 registers: enough to keep the arithmetic busy.</summary>
    public const int MostSums = 16;

    /// <summary>Sums of a tile of kernel places where there are 32 registers: enough for all of a kernel of 3 x 3, in two vectors.</summary>
    public const int MostKernelSums = 20;

    /// <summary>Sums that a tile of windows has at most where there are 32 registers: seven of 2 x 2, in which lines of 7, 14 and 28 windows are divided evenly.</summary>
    public const int MostWindowSums = 28;

    /// <summary>Sums that 16 registers hold beside their factors.</summary>
    public const int FewerSums = 12;

    /// <summary>Vectors of one row that registers hold beside everything a formula needs.</summary>
    public const int MostVectorsOfARow = 4;

    /// <summary>A partial sum shorter than this costs more to add up than it hides.</summary>
    public const int ShortestPartial = 5;

    /// <summary>Steps of a part of a sum from which on it costs nothing that its sums pass through memory.</summary>
    public const int LongPart = 128;

    /// <summary>Samples, or steps of a stream, that a tile has at most.</summary>
    public const int MostTileRows = 8;

    /// <summary>Samples in a block: enough to amortise the pass over the weights, few enough that activations stay in cache.</summary>
    public const int RowsPerBlock = 128;

    /// <summary>
    /// Bytes that the rows of a block may take; where layers are so wide that fewer rows reach it, there are fewer. With spare rows
    /// and the like, which are few, a thread's working memory stays under 32 MiB; only a single row may be longer.
    /// </summary>
    public const int BytesPerBlock = 28 << 20;

    /// <summary>
    /// The same where rows are pictures, which what comes next finds in the second-level cache then: outputs, pre-activations and gradients,
    /// of which Forward writes no more than a third.
    /// </summary>
    public const int BytesOfPictures = 1 << 20;

    /// <summary>Pictures in a block however large they are: the dense layers behind them read their weights once for all of a block.</summary>
    public const int FewestPictures = 4;

    /// <summary>Steps of a stream that training goes back through at a time.</summary>
    public const int StepsPerBlock = 2048;

    /// <summary>Steps of a stream that run at a time.</summary>
    public const int StepsAtOnce = 64;

    /// <summary>Elements that the steps of a stream that run at a time may take.</summary>
    public const int LongestSteps = 1 << 20;

    /// <summary>Up to this many units in every layer, samples across lanes waste less than padded units do.</summary>
    public const int WidestAcrossSamples = 32;

    /// <summary>Outputs that are spelled out one by one.</summary>
    public const int MostOutputsAcrossSamples = 16;

    /// <summary>Bytes of the smallest first-level cache in use.</summary>
    public const int FirstCache = 32 * 1024;

    /// <summary>Multiply-adds of one sample beside which the calls of a few methods take no time.</summary>
    public const int LongSample = 1 << 14;

    /// <summary>Multiply-adds up to which a sum is spelled out instead of looped over.</summary>
    public const int SpelledMultiplyAdds = 32;

    /// <summary>Vectors of inputs up to which the sums of a few outputs are spelled out.</summary>
    public const int MostSpread = 4;

    /// <summary>Updates up to which the rows of a panel are spelled out.</summary>
    public const int SpelledUpdates = 8;

    /// <summary>Places of a depthwise kernel's line up to which they are spelled out.</summary>
    public const int SpelledTaps = 7;

    /// <summary>Places up to which a window of pooling is spelled out.</summary>
    public const int SpelledWindow = 9;

    /// <summary>Statements that one method may hold; well under what sends the JIT to its slow mode.</summary>
    public const int MostStatements = 260;

    /// <summary>Rounds from which on calls that differ by steady distances stand in a loop.</summary>
    public const int FewestRounds = 3;

    /// <summary>Statements that one function saves which stands for phases of several kernels; with fewer it is no less to compile.</summary>
    public const int FewestSaved = 8;

    /// <summary>What a function that stands for phases declares at most: the JIT puts none with more locals in place of its calls (dotnet/runtime, src/coreclr/jit/inline.h, MAX_INL_LCLS).</summary>
    public const int MostInlinedLocals = 32;

    /// <summary>Bytes of scratch up to which it lies on the stack, where the JIT clears it for every call.</summary>
    public const int MostStackBytes = 512;
}
