using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// Working memory of generated kernels: one block per thread, kept between calls, so that only a thread's first call
/// allocates. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Scratch
{
    private const int Alignment = 64;

    // Whole lines, because an array of bytes ends at 2 GB, which the gradient of the largest networks exceeds.
    [ThreadStatic]
    private static Line[]? t_block;

    /// <summary>
    /// The calling thread's block, at a multiple of 64 bytes, with room for <paramref name="length"/> values of undefined
    /// content. There is one block for all: it is the caller's until the next call on this thread.
    /// </summary>
    /// <param name="length">The number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Get<T>(int length)
        where T : unmanaged
    {
        int lines = Lines<T>(length);
        Line[]? block = t_block;
        if (block is null || block.Length < lines)
            block = Grow(lines);
        return ref Align(ref Unsafe.As<Line, T>(ref MemoryMarshal.GetArrayDataReference(block)));
    }

    /// <summary>The first multiple of 64 bytes at or behind the start of memory that does not move: of a local, say.</summary>
    /// <remarks>A vector that crosses a cache line costs twice, and far more where it is read back at once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Align<T>(ref T start)
        where T : unmanaged =>
        ref Unsafe.AddByteOffset(ref start, -(nint)Unsafe.AsPointer(ref start) & (Alignment - 1));

    /// <summary>Lines that hold so many values behind the first multiple of 64 bytes.</summary>
    internal static int Lines<T>(int length)
        where T : unmanaged => (int)(((long)length * sizeof(T) + Alignment - 1) / Alignment) + 1;

    // Pinned, because the alignment of an array that moves would move too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Line[] Grow(int lines) => t_block = GC.AllocateUninitializedArray<Line>(lines, pinned: true);

    [StructLayout(LayoutKind.Sequential, Size = Alignment)]
    private readonly struct Line;
}
