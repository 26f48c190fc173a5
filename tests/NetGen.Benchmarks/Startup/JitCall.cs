using System.Diagnostics;
using System.Runtime;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks.Startup;

/// <summary>A call and what part of it was compiling.</summary>
/// <param name="Compiling">By the clock, in ticks of a <see cref="TimeSpan"/>.</param>
/// <param name="Taken">By the clock, in ticks of the <see cref="Stopwatch"/>.</param>
/// <param name="Own">The time that the thread itself has run, in nanoseconds.</param>
internal readonly record struct JitCall(long Compiling, long Taken, long Own)
{
    public double CompilingMilliseconds => TimeSpan.FromTicks(Compiling).TotalMilliseconds;

    public double Milliseconds => Taken * 1000.0 / Stopwatch.Frequency;

    public double OwnMilliseconds => Own * 1e-6;

    /// <summary>The clocks as they stand.</summary>
    public static JitCall Now() => new(JitInfo.GetCompilationTime(currentThread: true).Ticks, Stopwatch.GetTimestamp(), (long)(ThreadClock.Seconds * 1e9));

    /// <summary>What has passed since then.</summary>
    public static JitCall Since(JitCall then)
    {
        JitCall now = Now();
        return new(now.Compiling - then.Compiling, now.Taken - then.Taken, now.Own - then.Own);
    }

    /// <summary>The three numbers, for the process that asked.</summary>
    public override string ToString() => $"{Compiling} {Taken} {Own}";
}
