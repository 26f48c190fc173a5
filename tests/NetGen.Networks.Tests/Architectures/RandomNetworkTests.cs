using FsCheck;
using FsCheck.Fluent;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>
/// Random architectures against the oracle. NETGEN_NETWORKS sets how many (100), NETGEN_SEED where to start (a fixed seed, so
/// that a failure is there again in the next run).
/// </summary>
public sealed class RandomNetworkTests
{
    private static int Count => Setting("NETGEN_NETWORKS", 100);

    private static int Seed => Setting("NETGEN_SEED", 20261121);

    [Fact]
    public void RandomNetworks_DoWhatTheOracleSays()
    {
        Check([.. NetworkCases.Generator.Sample(Count, new Rnd((ulong)Seed), size: 50)]);
    }

    /// <summary>A tenth as many, each of which has several kinds of layers.</summary>
    [Fact]
    public void RandomGraphs_DoWhatTheOracleSays() => Check([.. Enumerable.Range(0, Count / 10).Select(number => GraphCases.Draw(Seed + number))]);

    private static void Check(IReadOnlyList<INetworkCase> cases)
    {
        var failing = cases.Chunk(CaseCheck.Together).SelectMany(CaseCheck.Failures).Take(1).ToArray();

        if (failing.Length > 0)
        {
            var (minimal, failure) = CaseCheck.Minimal(failing[0]);
            Assert.Fail($"{minimal}\n{failure}\nshrunk from {failing[0].Case}, drawn with NETGEN_SEED={Seed}");
        }
    }

    private static int Setting(string name, int fallback) => int.TryParse(Environment.GetEnvironmentVariable(name), out int value) ? value : fallback;
}
