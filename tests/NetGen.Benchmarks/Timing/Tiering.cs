using System.Diagnostics;
using System.Runtime;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>
/// The JIT compiles a method better once it has been called often, but on a thread of its own and only while nothing new is
/// compiled for a while. Nothing is timed before it is done with that.
/// </summary>
internal static class Tiering
{
    private const int MaxRounds = 40, QuietRounds = 2;
    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(5), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs all candidates in rounds, with pauses between, until rounds go by in which no method is compiled.</summary>
    public static void Settle(IReadOnlyList<Candidate> candidates)
    {
        int quiet = 0;
        for (int round = 0; round < MaxRounds && quiet < QuietRounds; round++)
        {
            long compiled = JitInfo.GetCompiledMethodCount();
            foreach (Candidate candidate in candidates)
            {
                candidate.Reset();
                for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Run;)
                    candidate.Run(1);
            }

            Thread.Sleep(Pause);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
        }
    }
}
