using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Report;

/// <summary>The kernels in one small table: a row per network.</summary>
internal static class Summary
{
    public static string Of(IReadOnlyList<KernelTime> kernels)
    {
        var rows = kernels.GroupBy(time => time.Cell.Workload).ToArray();
        var table = new Table(["ns per sample (÷ hand-written C)", .. rows[0].Select(time => time.Cell.Title)]);
        foreach (IGrouping<Workload, KernelTime> row in rows)
            table.Add([row.Key.Architecture, .. row.Select(Text)]);
        return table.ToString();
    }

    private static string Text(KernelTime time) =>
        Numbers.Significant(time.Generated.Nanoseconds) + (time.C is { } c ? $" ({Numbers.Ratio(c.Ratio)})" : "");
}
