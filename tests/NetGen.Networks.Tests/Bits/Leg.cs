using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Bits;

/// <summary>What one process, started under its own instruction-set settings, says of itself and of every corpus network.</summary>
/// <param name="VectorBits">The width of <see cref="Vector{T}"/>.</param>
/// <param name="HasFusedMultiplyAdd">Whether a multiply-add is rounded once.</param>
/// <param name="Digests">Network to the digest of its bits; empty where a multiply-add is not rounded once, as no bits are promised there.</param>
internal sealed record Leg(int VectorBits, bool HasFusedMultiplyAdd, IReadOnlyDictionary<string, string> Digests)
{
    public static void Print(TextWriter output)
    {
        bool isFused = Fma.IsSupported || AdvSimd.IsSupported;
        output.WriteLine($"vector {Vector<byte>.Count * 8}");
        output.WriteLine($"fma {isFused}");
        if (!isFused)
            return;
        foreach (string name in CorpusNetworks.Names)
            output.WriteLine($"digest {name} {Digest.Of(CorpusNetworks.Create(name).WithRandomParameters(seed: 5))}");
        foreach (string name in CorpusNetworks.StreamNames)
            output.WriteLine($"digest {name} {Digest.Of(CorpusNetworks.CreateStream(name).WithRandomParameters(seed: 5))}");
    }

    public static Leg Parse(string text)
    {
        ILookup<string, string> lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(parts => parts[0], parts => parts[1]);
        return new(
            int.Parse(lines["vector"].Single()),
            bool.Parse(lines["fma"].Single()),
            lines["digest"].Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]));
    }
}
