using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// What emitted code does with vectors of one width, under names that have one signature each. A kernel that is generic over
/// it is one text for every width: the JIT compiles it for the vectors at hand and inlines every call.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
/// <remarks>
/// The C# compiler takes a millisecond to choose among the overloads of <c>Vector512.Create</c> or <c>LoadUnsafe</c>, and emitted
/// code has one on every line; a name with one signature takes it next to nothing. Where a place is a position and a number, both are
/// given: the sum of a <c>nuint</c> and a constant takes it longer than the call.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVectors<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract nuint Width { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TVector Zero { get; }

    /// <summary>1 in every lane.</summary>
    static abstract TVector One { get; }

    /// <summary>The number in every lane.</summary>
    static abstract TVector Splat(T number);

    /// <summary>The element behind <paramref name="first"/> by that many, in every lane.</summary>
    static abstract TVector Broadcast(ref T first, nuint index);

    /// <summary>The element behind <paramref name="first"/> by both, in every lane.</summary>
    static abstract TVector Broadcast(ref T first, nuint index, nuint offset);

    /// <summary>The numbers of the lanes, counted from <paramref name="first"/>.</summary>
    static abstract TVector Count(nuint first);

    /// <summary>The elements from that one on.</summary>
    static abstract TVector Load(ref T first, nuint index);

    /// <summary>The elements from the one behind <paramref name="first"/> by both on.</summary>
    static abstract TVector Load(ref T first, nuint index, nuint offset);

    /// <summary>Writes the elements from that one on.</summary>
    static abstract void Store(TVector value, ref T first, nuint index);

    /// <summary>Writes the elements from the one behind <paramref name="first"/> by both on.</summary>
    static abstract void Store(TVector value, ref T first, nuint index, nuint offset);

    /// <summary>factor · other + addend, rounded once where the hardware can and twice elsewhere.</summary>
    static abstract TVector MultiplyAdd(TVector factor, TVector other, TVector addend);

    /// <summary>The element behind <paramref name="first"/> by that many, times other, plus addend.</summary>
    static abstract TVector AddScaled(TVector addend, TVector other, ref T first, nuint index);

    /// <summary>The element behind <paramref name="first"/> by both, times other, plus addend.</summary>
    static abstract TVector AddScaled(TVector addend, TVector other, ref T first, nuint index, nuint offset);

    /// <summary>The element behind <paramref name="first"/> by that many, times the elements of the row from <paramref name="at"/> on, plus addend.</summary>
    static abstract TVector AddScaledRow(TVector addend, ref T row, nuint at, ref T first, nuint index);

    /// <summary>The element behind <paramref name="first"/> by both, times the elements of the row from <paramref name="at"/> on, plus addend.</summary>
    static abstract TVector AddScaledRow(TVector addend, ref T row, nuint at, ref T first, nuint index, nuint offset);

    /// <summary>Adds to the elements of the row from <paramref name="at"/> on the element behind <paramref name="first"/> by that many, times other.</summary>
    static abstract void AddScaledTo(ref T row, nuint at, TVector other, ref T first, nuint index);

    /// <summary>factor · the elements of the row from <paramref name="at"/> on + addend, rounded as <see cref="MultiplyAdd"/> is.</summary>
    static abstract TVector MultiplyAddRow(TVector factor, ref T row, nuint at, TVector addend);

    /// <summary>factor · the elements of the row from both together on + addend, rounded as <see cref="MultiplyAdd"/> is.</summary>
    static abstract TVector MultiplyAddRow(TVector factor, ref T row, nuint at, nuint offset, TVector addend);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left − right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left · right.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left / right.</summary>
    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>−x.</summary>
    static abstract TVector Negate(TVector x);

    /// <summary>|x|.</summary>
    static abstract TVector Abs(TVector x);

    /// <summary>The larger of two, lane by lane; of two equal ones, or where one is NaN, the right.</summary>
    static abstract TVector Larger(TVector left, TVector right);

    /// <summary>left &gt; right ? whenTrue : whenFalse; not so where either side is NaN.</summary>
    static abstract TVector IfGreater(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>left ≥ right ? whenTrue : whenFalse; not so where either side is NaN.</summary>
    static abstract TVector IfGreaterOrEqual(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>left &lt; right ? whenTrue : whenFalse; not so where either side is NaN.</summary>
    static abstract TVector IfLess(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>left ≤ right ? whenTrue : whenFalse; not so where either side is NaN.</summary>
    static abstract TVector IfLessOrEqual(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>0 where x &lt; 0, otherwise x; NaN stays NaN, and −0 what it is.</summary>
    static abstract TVector Rectify(TVector x);

    /// <summary>0 where x ≤ 0, otherwise the value; the value where x is NaN.</summary>
    static abstract TVector Rectify(TVector x, TVector value);

    /// <summary>√x.</summary>
    static abstract TVector Sqrt(TVector x);

    /// <summary>See <see cref="VectorMath"/>.</summary>
    static abstract TVector Exp(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector ExpNegative(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Expm1(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Log(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector LogAbove1(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Sigmoid(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Tanh(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector QuickSigmoid(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector QuickTanh(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector QuickSigmoidDivisor(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector QuickTanhOver(TVector x, TVector divisor);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Softplus(TVector x);

    /// <inheritdoc cref="Exp"/>
    static abstract TVector Erf(TVector x);
}
