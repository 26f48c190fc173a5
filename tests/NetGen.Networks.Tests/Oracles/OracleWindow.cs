namespace NetGen.Networks.Tests.Oracles;

/// <summary>How a kernel slides along one dimension of a picture, by the rules of PyTorch.</summary>
/// <param name="Size">Values of the picture in this dimension.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">From one place of the kernel to the next.</param>
/// <param name="Padding">Values that are thought in front, and behind where no other number is given.</param>
/// <param name="Dilation">From one tap to the next.</param>
/// <param name="Behind">Values that are thought behind.</param>
internal sealed record OracleWindow(int Size, int Kernel, int Stride = 1, int Padding = 0, int Dilation = 1, int? Behind = null)
{
    /// <summary>The height of a signal [C][L], which is a picture [C][1][L].</summary>
    public static OracleWindow None { get; } = new(Size: 1, Kernel: 1);

    /// <summary>The places that the kernel has room for: ⌊(size + padding in front and behind − dilation (kernel − 1) − 1) / stride⌋ + 1.</summary>
    public int Outputs => Room >= 0
        ? (Room / Stride) + 1
        : throw new InvalidOperationException($"A kernel of {Kernel} taps {Dilation} apart has no room in {Size} values with {Padding} more in front and {Behind ?? Padding} behind.");

    private int Room => Size + Padding + (Behind ?? Padding) - (Dilation * (Kernel - 1)) - 1;

    /// <summary>What lies under the taps at one place: the indices of taps and values, without padding.</summary>
    public IEnumerable<(int Tap, int Value)> Under(int output) =>
        from tap in Enumerable.Range(0, Kernel)
        let value = (output * Stride) - Padding + (tap * Dilation)
        where value >= 0 && value < Size
        select (tap, value);
}
