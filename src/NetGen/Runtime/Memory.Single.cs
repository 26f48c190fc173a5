using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Places in memory, for emitted code: names with one signature each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SingleMemory
{
    /// <summary>The element behind <paramref name="first"/> by that many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float first, nuint index) => ref Unsafe.Add(ref first, index);

    /// <summary>The first of some numbers, which stand in the program itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Numbers(ReadOnlySpan<float> numbers) => ref MemoryMarshal.GetReference(numbers);

    /// <summary>Copies elements; the two places do not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float destination, int count) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, count).CopyTo(MemoryMarshal.CreateSpan(ref destination, count));
}
