using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>The generated kernels against hand-written C.</summary>
internal static class Kernels
{
    public static void Print(IReadOnlyList<Workload> workloads, TextWriter report)
    {
        report.WriteLine($"Hand-written C: {HandWrittenC.Load()}\n");
        var table = new Table("", "ns per sample", "C", "ours ÷ C", "quartiles", "style of the C");
        var ratios = new List<double>();
        foreach (Cell cell in workloads.SelectMany(Cell.Of))
        {
            var rivals = HandWrittenC.Candidates(cell);
            Candidate ours = cell.Workload.Ours(cell);
            Agreement.Check([ours, .. rivals]);
            var result = Comparison.Of(ours, rivals);
            table.Add(
                $"{cell.Workload.Name} {cell.Title}",
                Numbers.Significant(result.Nanoseconds),
                Numbers.Significant(result.RivalNanoseconds),
                Numbers.Ratio(result.Ratio),
                $"{Numbers.Ratio(result.Low)} … {Numbers.Ratio(result.High)}",
                result.Rival ?? "");
            ratios.Add(result.Ratio);
        }

        table.Add("geometric mean", "", "", Numbers.Ratio(Statistics.GeometricMean(ratios)), "", "");
        report.WriteLine(table);
    }
}
