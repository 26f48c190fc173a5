using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// A lane number that is a constant where these are inlined makes each one instruction; of a longer vector two, which takes
// less time than a shuffle across its halves.

public readonly partial struct SingleVectors128
{
    /// <summary>One lane in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lane(Vector128<float> value, int lane) => Vector128.Shuffle(value, Vector128.Create(lane));

    /// <summary>One lane of a vector twice as long in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LaneOfLonger(Vector256<float> value, int lane) =>
        Vector128.Shuffle(lane < 4 ? value.GetLower() : value.GetUpper(), Vector128.Create(lane % 4));

    /// <summary>The first half of the lanes plus the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumOfHalves(Vector256<float> value) => value.GetLower() + value.GetUpper();
}

public readonly partial struct SingleVectors256
{
    /// <summary>One lane in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lane(Vector256<float> value, int lane) => Vector256.Shuffle(value, Vector256.Create(lane));

    /// <summary>One lane of a vector half as long in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LaneOfShorter(Vector128<float> value, int lane) =>
        Vector256.Shuffle(value.ToVector256Unsafe(), Vector256.Create(lane));

    /// <summary>Two lanes, from that one on, four times each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Spread(Vector256<float> value, int lane) =>
        Vector256.Shuffle(value, Vector256.Create(lane, lane, lane, lane, lane + 1, lane + 1, lane + 1, lane + 1));

    /// <summary>The first half of the lanes plus the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SumOfHalves(Vector512<float> value) => value.GetLower() + value.GetUpper();
}

public readonly partial struct SingleVectors512
{
    /// <summary>Four lanes, from that one on, four times each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Spread(Vector512<float> value, int lane) => Vector512.Shuffle(value, Vector512.Create(
        lane, lane, lane, lane, lane + 1, lane + 1, lane + 1, lane + 1, lane + 2, lane + 2, lane + 2, lane + 2, lane + 3, lane + 3, lane + 3, lane + 3));
}

public readonly partial struct DoubleVectors128
{
    /// <summary>One lane in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Lane(Vector128<double> value, int lane) => Vector128.Shuffle(value, Vector128.Create((long)lane));

    /// <summary>One lane of a vector twice as long in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LaneOfLonger(Vector256<double> value, int lane) =>
        Vector128.Shuffle(lane < 2 ? value.GetLower() : value.GetUpper(), Vector128.Create((long)(lane % 2)));

    /// <summary>The first half of the lanes plus the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> SumOfHalves(Vector256<double> value) => value.GetLower() + value.GetUpper();
}

public readonly partial struct DoubleVectors256
{
    /// <summary>One lane in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Lane(Vector256<double> value, int lane) => Vector256.Shuffle(value, Vector256.Create((long)lane));

    /// <summary>One lane of a vector half as long in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LaneOfShorter(Vector128<double> value, int lane) =>
        Vector256.Shuffle(value.ToVector256Unsafe(), Vector256.Create((long)lane));

    /// <summary>Two lanes, from that one on, twice each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Spread(Vector256<double> value, int lane) => Vector256.Shuffle(value, Vector256.Create((long)lane, lane, lane + 1, lane + 1));

    /// <summary>The first half of the lanes plus the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> SumOfHalves(Vector512<double> value) => value.GetLower() + value.GetUpper();
}

public readonly partial struct DoubleVectors512
{
    /// <summary>Four lanes, from that one on, twice each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Spread(Vector512<double> value, int lane) =>
        Vector512.Shuffle(value, Vector512.Create((long)lane, lane, lane + 1, lane + 1, lane + 2, lane + 2, lane + 3, lane + 3));
}
