using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>How long a cell takes, and against what.</summary>
internal sealed record KernelTime(Cell Cell, Standing Generated, double Roofline, Standing? C, Standing? Loops, Standing? Tensors);

/// <summary>The generated kernels against hand-written C and, if wanted, against C# without a generator.</summary>
internal static class Kernels
{
    private const int Finalists = 2;

    public static IReadOnlyList<KernelTime> Measure(IReadOnlyList<Workload> workloads, bool againstCSharp)
    {
        Cell[] cells = [.. workloads.SelectMany(Cell.Of)];
        Tiering.Settle([.. cells.SelectMany(cell => Managed(cell, againstCSharp))]);
        return [.. cells.Select(cell => Measure(cell, againstCSharp))];
    }

    public static string Print(IReadOnlyList<KernelTime> times)
    {
        var table = new Table("", "ns per sample", "÷ roofline", "C, ns", "ours ÷ C", "quartiles", "ours ÷ plain loops", "ours ÷ TensorPrimitives", "the C");
        foreach (KernelTime time in times)
        {
            table.Add(
                $"{time.Cell.Workload.Name} {time.Cell.Title}",
                Numbers.Significant(time.Generated.Nanoseconds),
                Numbers.Significant(time.Generated.Nanoseconds / time.Roofline),
                time.C is null ? "" : Numbers.Significant(time.C.Nanoseconds),
                time.C is null ? "" : Numbers.Ratio(time.C.Ratio),
                time.C is null ? "" : $"{Numbers.Ratio(time.C.Low)} … {Numbers.Ratio(time.C.High)}",
                time.Loops is null ? "" : Numbers.Ratio(time.Loops.Ratio),
                time.Tensors is null ? "" : Numbers.Ratio(time.Tensors.Ratio),
                time.C?.Name ?? "");
        }

        table.Add("geometric mean", "", "", "", Mean(time => time.C), "", Mean(time => time.Loops), Mean(time => time.Tensors), "");
        return $"""
            Times are medians per sample; ratios are medians of neighbouring series, below 1 NetGen is the faster. The roofline is the
            time of the multiply-adds or of loading the parameters, whichever is longer, activations not counted. Hand-written C:
            {HandWrittenC.Description}.

            {table}
            """;

        string Mean(Func<KernelTime, Standing?> rival) => times.All(time => rival(time) is not null)
            ? Numbers.Ratio(Statistics.GeometricMean(times.Select(time => rival(time)!.Ratio)))
            : "";
    }

    private static KernelTime Measure(Cell cell, bool againstCSharp)
    {
        Candidate[] managed = Managed(cell, againstCSharp);
        var styles = HandWrittenC.Candidates(cell);
        Agreement.Check([.. managed, .. styles]);

        var standings = Race.Run([.. managed, .. Race.Fastest(styles, Finalists)]);
        return new(
            cell,
            standings[0],
            Roofline.Nanoseconds(cell),
            standings.Skip(managed.Length).MaxBy(standing => standing.Ratio),
            againstCSharp ? standings[1] : null,
            againstCSharp ? standings[2] : null);
    }

    private static Candidate[] Managed(Cell cell, bool againstCSharp) => againstCSharp
        ? [cell.Workload.Generated(cell), LayeredNetwork.PlainLoops(cell), LayeredNetwork.TensorPrimitives(cell)]
        : [cell.Workload.Generated(cell)];
}
