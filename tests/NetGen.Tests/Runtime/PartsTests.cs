using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class PartsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_DoesEveryPartOnceBeforeItReturns(int threads)
    {
        const int Most = 9, Runs = 20_000;
        var done = new int[Most];
        var parts = new Parts(part => Interlocked.Increment(ref done[part]));
        var expected = new int[Most];
        for (int run = 0; run < Runs; run++)
        {
            int count = run % (Most + 1);
            parts.Run(count, threads);
            for (int part = 0; part < count; part++)
                expected[part]++;
            Assert.Equal(expected, done);
        }
    }
}
