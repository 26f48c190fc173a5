using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What a streaming network remembers of one stream. A state serves one stream at a time and is its user's alone.</summary>
public sealed class State
{
    /// <summary>Tells one network's class from another's.</summary>
    private readonly ParameterLayout _of;

    private readonly ParameterBlock<byte> _memory;

    /// <summary>What the memory is before the first step; null where that is zeros.</summary>
    private byte[]? _first;

    /// <summary>A state of zeros. Called by generated code.</summary>
    /// <param name="of">The layout of the network's class.</param>
    /// <param name="bytes">All that the kernels of a step work in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public State(ParameterLayout of, int bytes)
    {
        ArgumentNullException.ThrowIfNull(of);
        _of = of;
        _memory = new(bytes);
    }

    /// <summary>A state that begins with numbers of the network. Called by generated code.</summary>
    /// <param name="of">The layout of the network's class.</param>
    /// <param name="bytes">All that the kernels of a step work in.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="begin">Of each layer that has such numbers three: where they go, where they lie among the parameters, and how many they are.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static State Of<T>(ParameterLayout of, int bytes, ParameterBlock<T> parameters, ReadOnlySpan<int> begin)
        where T : unmanaged
    {
        var state = new State(of, bytes);
        Span<T> memory = MemoryMarshal.Cast<byte, T>(state._memory.Span);
        for (; !begin.IsEmpty; begin = begin[3..])
            parameters.Span.Slice(begin[1], begin[2]).CopyTo(memory[begin[0]..]);
        state._first = state._memory.Span.ToArray();
        return state;
    }

    /// <summary>As it was before the first step: with the states that its network began streams with when this one was made.</summary>
    public void Reset()
    {
        if (_first is null)
            _memory.Span.Clear();
        else
            _first.CopyTo(_memory.Span);
    }

    /// <summary>A state that goes on from the same step, independent of this one.</summary>
    public State Clone()
    {
        var clone = new State(_of, _memory.Length) { _first = _first };
        clone._memory.CopyFrom(_memory);
        return clone;
    }

    /// <summary>Its memory, at a multiple of 64 bytes. Called by generated code.</summary>
    /// <param name="of">The layout of the class that asks.</param>
    /// <exception cref="ArgumentException">It is a state of another class.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Memory<T>(ParameterLayout of)
        where T : unmanaged
    {
        if (_of != of)
            ThrowOther(this, of);
        return ref Unsafe.As<byte, T>(ref _memory.Start);
    }

    private static void ThrowOther(State state, ParameterLayout of) => throw new ArgumentException(
        $"Expected a state of the network {of.Architecture}, got one of {(state._of.Architecture == of.Architecture ? "another class with that architecture" : state._of.Architecture)}.",
        nameof(state));
}
