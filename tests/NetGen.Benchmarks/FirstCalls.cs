using System.Diagnostics;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Startup;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>What the first call of each method costs, under the just-in-time compiler and as native code.</summary>
internal static class FirstCalls
{
    private const int Runs = 9;

    public static Section Measure()
    {
        string? native = NativeProgram.Publish();
        var table = new Table("ms", "Forward: JIT", "Forward", "TrainBatch: JIT", "TrainBatch", "both: JIT", "both: thread's own time", "process start to Main", "to the first result");
        foreach (Workload workload in Workload.All)
            table.Add(Row(workload.Name, Environment.ProcessPath!, workload.Name));
        foreach (Workload workload in Workload.All.Where(_ => native is not null))
            table.Add(Row($"{workload.Name}, NativeAOT", native!, workload.Name));
        return new(
            $"First calls: Forward, then TrainBatch of 32 samples, in a new process each time; medians of {Runs} processes. All by the clock, "
                + "the JIT's as well, but for the thread's own time, which other programs on the same core do not lengthen. The first result is "
                + "Forward's; before it, the program draws the network's initial parameters."
                + (native is null ? " Publishing for NativeAOT failed, so its rows are missing." : ""),
            table);
    }

    private static string[] Row(string title, string program, string network)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ => FirstCall.Of(program, network)).ToArray();
        return
        [
            title,
            Median(run => run.Call.Forward.CompilingMilliseconds),
            Median(run => run.Call.Forward.Milliseconds),
            Median(run => run.Call.TrainBatch.CompilingMilliseconds),
            Median(run => run.Call.TrainBatch.Milliseconds),
            Median(run => run.Call.Forward.CompilingMilliseconds + run.Call.TrainBatch.CompilingMilliseconds),
            Median(run => run.Call.Forward.OwnMilliseconds + run.Call.TrainBatch.OwnMilliseconds),
            Median(run => Milliseconds(run.Call.Started - run.Before)),
            Median(run => Milliseconds(run.Call.Answered - run.Before)),
        ];

        string Median(Func<(long Before, FirstCall Call), double> value) => Numbers.Significant(Statistics.Median(runs.Select(value)));
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
