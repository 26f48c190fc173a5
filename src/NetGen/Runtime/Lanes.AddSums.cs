using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

// Rows are halved and transposed in one: after each step a register holds the half-sums of twice as many rows.
public static partial class Lanes
{
    /// <summary>
    /// Adds <paramref name="scale"/> times the sums of <paramref name="count"/> rows of 16 lanes, each in the fixed tree, to as
    /// many numbers. <paramref name="count"/> is a multiple of 4. The same bits on every machine.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(ref float rows, int count, float scale, ref float into)
    {
        nint row = 0;
        if (Avx512F.IsSupported)
        {
            for (; row <= count - 16; row += 16)
            {
                ref float block = ref Unsafe.Add(ref rows, row * 16);
                Vector512<float> q0 = SumToQuarters(ref block);
                Vector512<float> q1 = SumToQuarters(ref Unsafe.Add(ref block, 16));
                Vector512<float> q2 = SumToQuarters(ref Unsafe.Add(ref block, 32));
                Vector512<float> q3 = SumToQuarters(ref Unsafe.Add(ref block, 48));
                Vector512<double> low = (Avx512F.UnpackLow(q0, q1) + Avx512F.UnpackHigh(q0, q1)).AsDouble();
                Vector512<double> high = (Avx512F.UnpackLow(q2, q3) + Avx512F.UnpackHigh(q2, q3)).AsDouble();
                Vector512<float> sums = Avx512F.UnpackLow(low, high).AsSingle() + Avx512F.UnpackHigh(low, high).AsSingle();
                Vector512.MultiplyAddEstimate(Vector512.Create(scale), sums, Vector512.LoadUnsafe(ref into, (nuint)row)).StoreUnsafe(ref into, (nuint)row);
            }
        }

        for (; row < count; row += 4)
        {
            ref float block = ref Unsafe.Add(ref rows, row * 16);
            Vector128<float> q0 = SumToQuarter(ref block);
            Vector128<float> q1 = SumToQuarter(ref Unsafe.Add(ref block, 16));
            Vector128<float> q2 = SumToQuarter(ref Unsafe.Add(ref block, 32));
            Vector128<float> q3 = SumToQuarter(ref Unsafe.Add(ref block, 48));
            Vector128<double> low = (ZipLow(q0, q1) + ZipHigh(q0, q1)).AsDouble();
            Vector128<double> high = (ZipLow(q2, q3) + ZipHigh(q2, q3)).AsDouble();
            Vector128<float> sums = ZipLow(low, high).AsSingle() + ZipHigh(low, high).AsSingle();
            MultiplyAdd(Vector128.Create(scale), sums, Vector128.LoadUnsafe(ref into, (nuint)row)).StoreUnsafe(ref into, (nuint)row);
        }
    }

    /// <summary>
    /// Adds <paramref name="scale"/> times the sums of <paramref name="count"/> rows of 8 lanes, each in the fixed tree, to as
    /// many numbers. <paramref name="count"/> is a multiple of 2. The same bits on every machine.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(ref double rows, int count, double scale, ref double into)
    {
        nint row = 0;
        if (Avx512F.IsSupported)
        {
            for (; row <= count - 8; row += 8)
            {
                ref double block = ref Unsafe.Add(ref rows, row * 8);
                Vector512<double> q0 = SumToQuarters(ref block);
                Vector512<double> q1 = SumToQuarters(ref Unsafe.Add(ref block, 8));
                Vector512<double> sums = Avx512F.UnpackLow(q0, q1) + Avx512F.UnpackHigh(q0, q1);
                Vector512.MultiplyAddEstimate(Vector512.Create(scale), sums, Vector512.LoadUnsafe(ref into, (nuint)row)).StoreUnsafe(ref into, (nuint)row);
            }
        }

        for (; row < count; row += 2)
        {
            ref double block = ref Unsafe.Add(ref rows, row * 8);
            Vector128<double> q0 = SumToQuarter(ref block);
            Vector128<double> q1 = SumToQuarter(ref Unsafe.Add(ref block, 8));
            Vector128<double> sums = ZipLow(q0, q1) + ZipHigh(q0, q1);
            MultiplyAdd(Vector128.Create(scale), sums, Vector128.LoadUnsafe(ref into, (nuint)row)).StoreUnsafe(ref into, (nuint)row);
        }
    }

    /// <summary>Rows 0, 4, 8, 12, each halved twice, in the quarters of one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumToQuarters(ref float rows)
    {
        Vector512<float> left = PairRows(ref rows, 0, 64) + PairRows(ref rows, 8, 72);
        Vector512<float> right = PairRows(ref rows, 128, 192) + PairRows(ref rows, 136, 200);
        return Avx512F.Shuffle4x128(left, right, 0b10_00_10_00) + Avx512F.Shuffle4x128(left, right, 0b11_01_11_01);
    }

    /// <summary>Rows 0, 2, 4, 6, each halved twice, in the quarters of one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SumToQuarters(ref double rows)
    {
        Vector512<double> left = PairRows(ref rows, 0, 16) + PairRows(ref rows, 4, 20);
        Vector512<double> right = PairRows(ref rows, 32, 48) + PairRows(ref rows, 36, 52);
        return Avx512F.Shuffle4x128(left, right, 0b10_00_10_00) + Avx512F.Shuffle4x128(left, right, 0b11_01_11_01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PairRows(ref float rows, nuint lower, nuint upper) =>
        Vector256.LoadUnsafe(ref rows, lower).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(ref rows, upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PairRows(ref double rows, nuint lower, nuint upper) =>
        Vector256.LoadUnsafe(ref rows, lower).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(ref rows, upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SumToQuarter(ref float row) =>
        (Vector128.LoadUnsafe(ref row) + Vector128.LoadUnsafe(ref row, 8))
        + (Vector128.LoadUnsafe(ref row, 4) + Vector128.LoadUnsafe(ref row, 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> SumToQuarter(ref double row) =>
        (Vector128.LoadUnsafe(ref row) + Vector128.LoadUnsafe(ref row, 4))
        + (Vector128.LoadUnsafe(ref row, 2) + Vector128.LoadUnsafe(ref row, 6));
}
