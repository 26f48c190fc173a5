using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Timing;

/// <summary>The most that one core can do: multiply-adds, and bytes loaded from memory of a given size, each per nanosecond.</summary>
internal static class Roofline
{
    private const int Repeats = 9, PageBytes = 4096, MaxBytes = 16 << 20;
    private const double SeriesSeconds = 0.005;
    private static readonly Memory<float> Memory = Allocate();
    private static readonly Dictionary<(int Bits, int Bytes), double> Known = [];

    /// <summary>Multiply-adds per nanosecond, in the vectors that do most.</summary>
    public static double Peak => Best(MultiplyAdds);

    /// <summary>Multiply-adds per nanosecond; NaN where the processor has no vectors of that width.</summary>
    public static double MultiplyAdds(int bits) => Known.TryGetValue((bits, 0), out double known)
        ? known
        : Known[(bits, 0)] = Rate(bits, PerStep(bits), Probe(bits));

    /// <summary>Does so many multiply-adds and nothing else, in the vectors that do most.</summary>
    public static void Run(long multiplyAdds)
    {
        int bits = MultiplyAdds(512) > MultiplyAdds(256) ? 512 : 256;
        Probe(bits)(multiplyAdds / PerStep(bits));
    }

    /// <summary>Bytes per nanosecond loaded over and over from so many bytes; NaN where the processor has no vectors of that width.</summary>
    public static double Loads(int bits, int bytes)
    {
        bytes = Math.Clamp(bytes, PageBytes, MaxBytes) / PageBytes * PageBytes;
        return Known.TryGetValue((bits, bytes), out double known) ? known : Known[(bits, bytes)] = Rate(bits, bytes, Load);

        float Load(long steps)
        {
            ref float start = ref MemoryMarshal.GetReference(Memory.Span);
            return bits == 512 ? Probes.Loads512(ref start, bytes / sizeof(float), steps) : Probes.Loads256(ref start, bytes / sizeof(float), steps);
        }
    }

    /// <summary>The least time for one sample of a cell: that of its multiply-adds or that of its loads, whichever is longer.</summary>
    public static double Nanoseconds(Cell cell)
    {
        double loads = Best(bits => Loads(bits, cell.Workload.ParameterCount * sizeof(float)));
        return Math.Max(cell.MultiplyAdds / Peak, cell.LoadedBytes / loads);
    }

    private static double Best(Func<int, double> ofBits) => new[] { ofBits(256), ofBits(512) }.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    private static Func<long, float> Probe(int bits) => bits == 512 ? Probes.MultiplyAdds512 : Probes.MultiplyAdds256;

    private static int PerStep(int bits) => 12 * bits / 32;

    /// <summary>Numbers that differ, because pages of equal content may come to be one page, which the nearest cache then holds.</summary>
    private static Memory<float> Allocate()
    {
        Memory<float> memory = AlignedMemory.Allocate<float>(MaxBytes / sizeof(float));
        for (int index = 0; index < memory.Length; index++)
            memory.Span[index] = index;
        return memory;
    }

    private static double Rate(int bits, double unitsPerStep, Func<long, float> run)
    {
        if (!(bits == 512 ? Vector512.IsHardwareAccelerated : Vector256.IsHardwareAccelerated))
            return double.NaN;
        long steps = 1;
        while (Seconds() < SeriesSeconds)
            steps *= 2;
        return unitsPerStep * steps / Statistics.Median(Enumerable.Range(0, Repeats).Select(_ => Seconds())) * 1e-9;

        double Seconds()
        {
            double start = ThreadClock.Seconds;
            run(steps);
            return ThreadClock.Seconds - start;
        }
    }
}
