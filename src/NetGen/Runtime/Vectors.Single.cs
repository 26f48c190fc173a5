using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// Written for Vector<T> and float, and read again for 128, 256 and 512 bits and for double: see Flavours.targets.

/// <summary>Vectors of <see cref="float"/> in <see cref="Vector{T}"/>, for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct SingleVectors : IVectors<Vector<float>, float>
{
    /// <inheritdoc/>
    public static nuint Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (nuint)Vector<float>.Count;
    }

    /// <inheritdoc/>
    public static Vector<float> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Zero;
    }

    /// <inheritdoc/>
    public static Vector<float> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.One;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Splat(float number) => Vector.Create(number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Broadcast(ref float first, nuint index) => Vector.Create(Unsafe.Add(ref first, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Broadcast(ref float first, nuint index, nuint offset) => Vector.Create(Unsafe.Add(ref first, index + offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Count(nuint first) => Vector<float>.Indices + Vector.Create((float)first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float first, nuint index) => Vector.LoadUnsafe(ref first, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float first, nuint index, nuint offset) => Vector.LoadUnsafe(ref first, index + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float first, nuint index) => Vector.StoreUnsafe(value, ref first, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float first, nuint index, nuint offset) => Vector.StoreUnsafe(value, ref first, index + offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> factor, Vector<float> other, Vector<float> addend) =>
        Lanes.MultiplyAdd(factor, other, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> AddScaled(Vector<float> addend, Vector<float> other, ref float first, nuint index) =>
        Lanes.MultiplyAdd(Vector.Create(Unsafe.Add(ref first, index)), other, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> AddScaled(Vector<float> addend, Vector<float> other, ref float first, nuint index, nuint offset) =>
        Lanes.MultiplyAdd(Vector.Create(Unsafe.Add(ref first, index + offset)), other, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> AddScaledRow(Vector<float> addend, ref float row, nuint at, ref float first, nuint index) =>
        Lanes.MultiplyAdd(Vector.Create(Unsafe.Add(ref first, index)), Vector.LoadUnsafe(ref row, at), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> AddScaledRow(Vector<float> addend, ref float row, nuint at, ref float first, nuint index, nuint offset) =>
        Lanes.MultiplyAdd(Vector.Create(Unsafe.Add(ref first, index + offset)), Vector.LoadUnsafe(ref row, at), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledTo(ref float row, nuint at, Vector<float> other, ref float first, nuint index) =>
        Vector.StoreUnsafe(Lanes.MultiplyAdd(Vector.Create(Unsafe.Add(ref first, index)), other, Vector.LoadUnsafe(ref row, at)), ref row, at);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAddRow(Vector<float> factor, ref float row, nuint at, Vector<float> addend) =>
        Lanes.MultiplyAdd(factor, Vector.LoadUnsafe(ref row, at), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAddRow(Vector<float> factor, ref float row, nuint at, nuint offset, Vector<float> addend) =>
        Lanes.MultiplyAdd(factor, Vector.LoadUnsafe(ref row, at + offset), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Add(Vector<float> left, Vector<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Subtract(Vector<float> left, Vector<float> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Multiply(Vector<float> left, Vector<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Divide(Vector<float> left, Vector<float> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Negate(Vector<float> x) => -x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Abs(Vector<float> x) => Vector.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Larger(Vector<float> left, Vector<float> right) => Lanes.Larger(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> IfGreater(Vector<float> left, Vector<float> right, Vector<float> whenTrue, Vector<float> whenFalse) =>
        Vector.ConditionalSelect(Vector.GreaterThan(left, right), whenTrue, whenFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> IfGreaterOrEqual(Vector<float> left, Vector<float> right, Vector<float> whenTrue, Vector<float> whenFalse) =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(left, right), whenTrue, whenFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> IfLess(Vector<float> left, Vector<float> right, Vector<float> whenTrue, Vector<float> whenFalse) =>
        Vector.ConditionalSelect(Vector.LessThan(left, right), whenTrue, whenFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> IfLessOrEqual(Vector<float> left, Vector<float> right, Vector<float> whenTrue, Vector<float> whenFalse) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(left, right), whenTrue, whenFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Rectify(Vector<float> x) => Lanes.Larger(Vector<float>.Zero, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Rectify(Vector<float> x, Vector<float> value) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<float>.Zero), Vector<float>.Zero, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sqrt(Vector<float> x) => Lanes.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x) => VectorMath.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpNegative(Vector<float> x) => VectorMath.ExpNegative(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Expm1(Vector<float> x) => VectorMath.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x) => VectorMath.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogAbove1(Vector<float> x) => VectorMath.LogAbove1(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => VectorMath.Sigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => VectorMath.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickSigmoid(Vector<float> x) => VectorMath.QuickSigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickTanh(Vector<float> x) => VectorMath.QuickTanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickSigmoidDivisor(Vector<float> x) => VectorMath.QuickSigmoidDivisor(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickTanhOver(Vector<float> x, Vector<float> divisor) => VectorMath.QuickTanhOver(x, divisor);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softplus(Vector<float> x) => VectorMath.Softplus(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Erf(Vector<float> x) => VectorMath.Erf(x);

    /// <summary>The sum over the lanes in the fixed tree, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sum(Vector<float> value) => Vector.Create(Lanes.Sum(value));

    /// <summary>The largest of the lanes, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Max(Vector<float> value) => Vector.Create(Lanes.Max(value));

    /// <summary>The sum of a padded row in memory in the order of virtual lanes, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> SumOfRow(ref float row, int length) => Vector.Create(Lanes.Sum(ref row, length));

    /// <summary>Writes lane 0 to that element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector<float> value, ref float first, nuint index) => Unsafe.Add(ref first, index) = Vector.ToScalar(value);

    /// <summary>Writes the first lanes to the elements from that one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector<float> value, ref float first, nuint index, int count) =>
        Lanes.Store(value, ref Unsafe.Add(ref first, index), count);

    /// <summary>The value of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Element(Vector<float> value, int lane) => Vector.GetElement(value, lane);
}
