using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// The memory of a network's parameters: a fixed number of values that start at a multiple of 64 bytes, do not move, and are
/// zero at first. Copies of the struct share the memory. Called by generated code.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Reading from many threads at once is safe while nobody writes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ParameterBlock<T>
    where T : unmanaged
{
    /// <summary>The boundary in bytes that <see cref="Start"/> lies on: a cache line, and the widest vector.</summary>
    internal const int Alignment = 64;

    // Array and offset, rather than a pointer: a ref into the array keeps it alive while a kernel runs on it.
    private readonly T[] _values;
    private readonly int _offset;

    /// <summary>Allocates a block of zeros.</summary>
    /// <param name="length">The number of values; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or beyond the largest array.</exception>
    public ParameterBlock(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int perLine = Alignment / sizeof(T);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - 2 * perLine);

        // Whole cache lines, so that nothing else of the heap shares the last one.
        int lines = (length + perLine - 1) / perLine;
        _values = GC.AllocateArray<T>((lines + 1) * perLine, pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values));
        _offset = (int)(-start & (Alignment - 1)) / sizeof(T);
        Length = length;
    }

    /// <summary>The number of values.</summary>
    public int Length { get; }

    /// <summary>The first value.</summary>
    public ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), _offset);
    }

    /// <summary>All values.</summary>
    public Span<T> Span => _values.AsSpan(_offset, Length);

    /// <summary>Overwrites all values with those of a block of the same length.</summary>
    /// <param name="other">Is left as it is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyFrom(ParameterBlock<T> other)
    {
        if (other.Length != Length)
            throw new ArgumentException($"Expected a block of {Length} values, got {other.Length}.", nameof(other));
        other.Span.CopyTo(Span);
    }
}
