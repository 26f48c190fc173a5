using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// What layers of a stream remember, on its way between a <see cref="State"/> and the scratch of training, where every step has a record
/// that begins with the states before it. For each layer four numbers say where: its place in the state, that of its first record in
/// scratch, the length of what is remembered, and that of a record.
/// </summary>
internal static class StreamRecords
{
    /// <summary>Brings the states before the first step into scratch: those of a stream, or zeros.</summary>
    public static void Enter<T>(State? state, ParameterLayout of, ReadOnlySpan<int> records, ref T scratch)
        where T : unmanaged
    {
        for (int layer = 0; layer < records.Length; layer += 4)
        {
            Span<T> first = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, records[layer + 1]), records[layer + 2]);
            if (state is null)
                first.Clear();
            else
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref state.Memory<T>(of), records[layer]), first.Length).CopyTo(first);
        }
    }

    /// <summary>Brings the states after so many steps back.</summary>
    public static void Leave<T>(State? state, ParameterLayout of, ReadOnlySpan<int> records, ref T scratch, int steps)
        where T : unmanaged
    {
        for (int layer = 0; layer < records.Length && state is not null; layer += 4)
        {
            Span<T> last = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, records[layer + 1] + (nint)steps * records[layer + 3]), records[layer + 2]);
            last.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref state.Memory<T>(of), records[layer]), last.Length));
        }
    }
}
