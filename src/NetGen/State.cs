using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What a streaming network remembers of one stream. A state serves one stream at a time and is its user's alone.</summary>
public sealed class State
{
    /// <summary>Tells one network's class from another's.</summary>
    private readonly ParameterLayout _of;

    private readonly ParameterBlock<byte> _memory;

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

    /// <summary>As it was before the first step.</summary>
    public void Reset() => _memory.Span.Clear();

    /// <summary>A state that goes on from the same step, independent of this one.</summary>
    public State Clone()
    {
        var clone = new State(_of, _memory.Length);
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
