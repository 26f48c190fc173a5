using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Bits;

/// <summary>What one process, started under its own instruction-set settings, says of itself and of every corpus network.</summary>
/// <param name="VectorBits">The width of <see cref="Vector{T}"/>.</param>
/// <param name="HasFusedMultiplyAdd">Whether a multiply-add is rounded once.</param>
/// <param name="Networks">All networks that were run.</param>
/// <param name="Digests">Network to the digest of its bits; empty where a multiply-add is not rounded once, as no bits are promised there.</param>
/// <param name="Failures">Where the networks do not do what the oracle says; asked only where there is no digest, which the other tests say is right.</param>
internal sealed record Leg(int VectorBits, bool HasFusedMultiplyAdd, IReadOnlyList<string> Networks, IReadOnlyDictionary<string, string> Digests, IReadOnlyList<string> Failures)
{
    public static void Print(TextWriter output)
    {
        bool isFused = Fma.IsSupported || AdvSimd.IsSupported;
        output.WriteLine($"vector {Vector<byte>.Count * 8}");
        output.WriteLine($"fma {isFused}");
        foreach (string name in CorpusNetworks.Names)
        {
            output.WriteLine($"network {name}");
            if (isFused)
                output.WriteLine($"digest {name} {Digest.Of(CorpusNetworks.Create(name).WithRandomParameters(seed: 5))}");
            else
            {
                foreach (string line in Failings(CorpusNetworks.Create(name).WithRandomParameters(seed: 5)))
                    output.WriteLine($"failure {name}: {line}");
            }
        }
    }

    public static Leg Parse(string text)
    {
        ILookup<string, string> lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(parts => parts[0], parts => parts[1]);
        return new(
            int.Parse(lines["vector"].Single()),
            bool.Parse(lines["fma"].Single()),
            [.. lines["network"]],
            lines["digest"].Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]),
            [.. lines["failure"]]);
    }

    private static string[] Failings(Subject subject)
    {
        var found = new Disagreements(subject);
        Conformance.CheckAll(subject, Batch.Draw(subject, count: 17, seed: 6), found);
        return found.Any ? found.ToString().Split('\n') : [];
    }
}
