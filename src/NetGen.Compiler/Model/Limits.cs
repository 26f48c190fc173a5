namespace NetGen.Compiler.Model;

/// <summary>How large a network may be.</summary>
internal static class Limits
{
    public const int Units = 65_536;

    public const int Layers = 64;

    public const int Parameters = 1 << 28;
}
