using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks.Networks;

/// <summary>
/// Pinned memory that starts at a cache line: C can read it, and no run is slower than another because of where its data
/// happened to lie.
/// </summary>
internal static class AlignedMemory
{
    private const int Line = 64;

    public static unsafe Memory<T> Allocate<T>(int length)
        where T : unmanaged
    {
        T[] array = GC.AllocateArray<T>(length + (Line / sizeof(T)), pinned: true);
        int misaligned = (int)((nint)Unsafe.AsPointer(ref array[0]) % Line);
        return array.AsMemory((Line - misaligned) % Line / sizeof(T), length);
    }
}
