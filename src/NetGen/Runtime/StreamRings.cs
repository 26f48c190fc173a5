using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// The steps that convolutions of a stream remember, on their way between the rings of a <see cref="State"/> and the scratch of training,
/// where they stand in order before those of the sequence. For each convolution six numbers say where and how many: its ring in the state,
/// its steps in scratch, the steps that it looks back, the rows of the ring, those that stand once more behind it, and the elements of a row.
/// </summary>
internal static class StreamRings
{
    private const int Numbers = 6;

    /// <summary>Brings the steps before the first one into scratch: those of a stream, or zeros.</summary>
    public static void Enter<T>(State? state, ParameterLayout of, ReadOnlySpan<int> rings, ref T scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; !rings.IsEmpty; rings = rings[Numbers..])
        {
            Span<T> before = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, rings[1]), rings[2] * rings[5]);
            before.Clear();
            if (state is null)
                continue;
            Span<T> ring = Ring<T>(state, of, rings);
            int first = (int.CreateTruncating(ring[^1]) + rings[3] - rings[2]) % rings[3], whole = Math.Min(rings[2], rings[3] - first) * rings[5];
            ring.Slice(first * rings[5], whole).CopyTo(before);
            ring[..(before.Length - whole)].CopyTo(before[whole..]);
        }
    }

    /// <summary>Brings those before the step behind the last one back.</summary>
    public static void Leave<T>(State? state, ParameterLayout of, ReadOnlySpan<int> rings, ref T scratch, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; !rings.IsEmpty && state is not null; rings = rings[Numbers..])
        {
            Span<T> last = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, rings[1] + (nint)steps * rings[5]), rings[2] * rings[5]), ring = Ring<T>(state, of, rings);
            last.CopyTo(ring);
            last[..Math.Min(last.Length, rings[4] * rings[5])].CopyTo(ring[(rings[3] * rings[5])..]);
            ring[^1] = T.CreateTruncating(rings[2]);
        }
    }

    /// <summary>A ring with what stands behind it: some of its rows once more, and its position.</summary>
    private static Span<T> Ring<T>(State state, ParameterLayout of, ReadOnlySpan<int> rings)
        where T : unmanaged => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref state.Memory<T>(of), rings[0]), ((rings[3] + rings[4]) * rings[5]) + 1);
}
