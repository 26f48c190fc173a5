using System.Runtime.Intrinsics.X86;
using NetGen.Networks.Tests.Subjects;

// One more than the processors of a small machine: these tests wait for other processes.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace NetGen.Networks.Tests.Bits;

/// <summary>
/// Every corpus network gives the same bits at every vector width of hardware that fuses multiply and add. A setting that this
/// processor cannot run is skipped. Without fused multiply-add there are no bits to keep: there <c>.ci/run</c> runs all tests.
/// </summary>
public sealed class BitsTests(BitsTests.Processor processor) : IClassFixture<BitsTests.Processor>
{
    public static TheoryData<string> Fused => [.. InstructionSet.Fused.Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(Fused))]
    public async Task Bits_AreTheSameAsOnThisProcessorInFull(string instructions)
    {
        var set = InstructionSet.Named(instructions);
        Assert.SkipWhen(set.IsForAvx512 && !Avx512F.IsSupported, "This processor has no AVX-512.");
        var leg = await set.Run(TestContext.Current.CancellationToken);
        Assert.SkipUnless(leg.HasFusedMultiplyAdd && leg.VectorBits == (set.VectorBits ?? leg.VectorBits), $"This processor has not what '{set.Name}' asks for.");

        Assert.Equal(CorpusNetworks.Names.Concat(CorpusNetworks.StreamNames).Order(StringComparer.Ordinal), leg.Digests.Keys.Order(StringComparer.Ordinal));
        string[] different = [.. leg.Digests.Where(digest => digest.Value != processor.Leg.Digests[digest.Key]).Select(digest => digest.Key)];
        Assert.True(different.Length == 0, $"{set.Name} changes the bits of {different.Length} networks: {string.Join(", ", different.Take(20))}");
    }

    /// <summary>What this processor does when nothing is taken away.</summary>
    public sealed class Processor : IAsyncLifetime
    {
        internal Leg Leg { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Leg = await new InstructionSet("all instructions", null).Run(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
