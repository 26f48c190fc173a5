namespace NetGen.Compiler.Layers;

/// <summary>How large a network may be.</summary>
internal static class Limits
{
    public const int Units = 65_536;

    /// <summary>Values between two layers.</summary>
    public const int Values = 1 << 20;

    public const int Layers = 256;

    public const int Parameters = 1 << 28;
}
