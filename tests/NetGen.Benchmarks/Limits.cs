using System.Globalization;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>What the core can do at most: where the rooflines of the kernels come from.</summary>
internal static class Limits
{
    public static string Print()
    {
        var table = new Table("", "256 bits", "512 bits");
        Add("multiply-add, GFLOP/s", bits => 2 * Roofline.MultiplyAdds(bits));
        foreach (int kilobytes in (int[])[16, 512, 4096])
            Add($"loads from {kilobytes.ToString("#,0", CultureInfo.InvariantCulture)} KiB, GB/s", bits => Roofline.Loads(bits, kilobytes << 10));
        return table.ToString();

        void Add(string title, Func<int, double> rate) => table.Add(title, Numbers.Significant(rate(256)), Numbers.Significant(rate(512)));
    }
}
