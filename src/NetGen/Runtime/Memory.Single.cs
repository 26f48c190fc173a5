using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>Places in memory, for emitted code: names with one signature each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SingleMemory
{
    /// <summary>The element behind <paramref name="first"/> by that many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float first, nuint index) => ref Unsafe.Add(ref first, index);

    /// <summary>The element behind <paramref name="first"/> by both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float first, nuint index, nuint offset) => ref Unsafe.Add(ref first, index + offset);

    /// <summary>The first of some numbers, which stand in the program itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Numbers(ReadOnlySpan<float> numbers) => ref MemoryMarshal.GetReference(numbers);

    /// <summary>The row of a ring where the next step goes, which is noted as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Position(ref float first, nuint index) => (nuint)Unsafe.Add(ref first, index);

    /// <summary>A row of a ring of so many, of which the one behind the last is the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Row(nuint row, nuint rows) => row < rows ? row : row - rows;

    /// <summary>
    /// Takes note of so many steps that were written to a ring from a position on: the first rows of a ring stand once more behind its
    /// last one, and behind all of them the position of the next step.
    /// </summary>
    /// <param name="ring">Its first element.</param>
    /// <param name="at">Where the steps begin.</param>
    /// <param name="steps">At most as many as there are rows once more.</param>
    /// <param name="rows">Rows of the ring.</param>
    /// <param name="ahead">Those that stand once more.</param>
    /// <param name="length">Elements of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(ref float ring, nuint at, nuint steps, nuint rows, nuint ahead, nuint length)
    {
        nuint end = at + steps;
        if (end > rows)
            Copy(ref Unsafe.Add(ref ring, rows * length), ref ring, (int)((end - rows) * length));
        if (at < ahead)
            Copy(ref Unsafe.Add(ref ring, at * length), ref Unsafe.Add(ref ring, (rows + at) * length), (int)(((end < ahead ? end : ahead) - at) * length));
        Unsafe.Add(ref ring, (rows + ahead) * length) = Row(end, rows);
    }

    /// <summary>
    /// Copies elements; the two places do not overlap. By the longest vectors, as what comes next reads them: a vector that two stores have
    /// written has to wait until both are in the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float destination, int count)
    {
        if (Vector512.IsHardwareAccelerated && count >= Vector512<float>.Count)
            CopyVectors<SingleVectors512, Vector512<float>>(ref source, ref destination, (nuint)count);
        else if (count >= Vector<float>.Count)
            CopyVectors<SingleVectors, Vector<float>>(ref source, ref destination, (nuint)count);
        else
            MemoryMarshal.CreateReadOnlySpan(ref source, count).CopyTo(MemoryMarshal.CreateSpan(ref destination, count));
    }

    /// <summary>The last vector may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyVectors<V, TVector>(ref float source, ref float destination, nuint count)
        where V : struct, IVectors<TVector, float>
        where TVector : struct
    {
        nuint last = count - V.Width;
        for (nuint at = 0; at < last; at += V.Width)
            V.Store(V.Load(ref source, at), ref destination, at);
        V.Store(V.Load(ref source, last), ref destination, last);
    }
}
