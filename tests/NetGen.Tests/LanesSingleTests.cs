using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Runtime;

namespace NetGen.Tests;

public sealed class LanesSingleTests : LanesTests<float>
{
    protected override float Sum(Vector128<float> value) => Lanes.Sum(value);

    protected override float Sum(Vector256<float> value) => Lanes.Sum(value);

    protected override float Sum(Vector512<float> value) => Lanes.Sum(value);

    protected override float Sum(Vector<float> value) => Lanes.Sum(value);

    protected override float Sum(ref float row, int length) => Lanes.Sum(ref row, length);

    protected override float Max(Vector128<float> value) => Lanes.Max(value);

    protected override float Max(Vector256<float> value) => Lanes.Max(value);

    protected override float Max(Vector512<float> value) => Lanes.Max(value);

    protected override float Max(Vector<float> value) => Lanes.Max(value);

    protected override float[] Larger(float left, float right) =>
    [
        Lanes.Larger(Vector128.Create(left), Vector128.Create(right))[0],
        Lanes.Larger(Vector256.Create(left), Vector256.Create(right))[0],
        Lanes.Larger(Vector512.Create(left), Vector512.Create(right))[0],
        Lanes.Larger(Vector.Create(left), Vector.Create(right))[0],
    ];

    protected override float[] Smaller(float left, float right) =>
    [
        Lanes.Smaller(Vector128.Create(left), Vector128.Create(right))[0],
        Lanes.Smaller(Vector256.Create(left), Vector256.Create(right))[0],
        Lanes.Smaller(Vector512.Create(left), Vector512.Create(right))[0],
        Lanes.Smaller(Vector.Create(left), Vector.Create(right))[0],
    ];

    protected override void AddSums(ref float rows, int count, float scale, ref float into) => Lanes.AddSums(ref rows, count, scale, ref into);

    protected override int ArgMax(ref float row, int length) => Lanes.ArgMax(ref row, length);

    protected override void ArgMaxAcross(ref float values, int stride, int rows, int count, ref int indices) =>
        Lanes.ArgMaxAcross(ref values, stride, rows, count, ref indices);

    protected override void Store(Vector128<float> value, ref float destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector256<float> value, ref float destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector512<float> value, ref float destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector<float> value, ref float destination, int count) => Lanes.Store(value, ref destination, count);

    protected override Vector128<float> Load128(ref float source, int count) => Lanes.Load128(ref source, count);

    protected override Vector256<float> Load256(ref float source, int count) => Lanes.Load256(ref source, count);

    protected override Vector512<float> Load512(ref float source, int count) => Lanes.Load512(ref source, count);

    protected override Vector<float> Load(ref float source, int count) => Lanes.Load(ref source, count);

    protected override void Transpose(ref float source, int rows, int columns, ref float destination, int stride) =>
        Lanes.Transpose(ref source, rows, columns, ref destination, stride);

    protected override void TransposeBack(ref float source, int stride, int rows, int columns, ref float destination) =>
        Lanes.TransposeBack(ref source, stride, rows, columns, ref destination);

    protected override void OneHot(ref int labels, int rows, int classes, ref float destination, int stride) =>
        Lanes.OneHot(ref labels, rows, classes, ref destination, stride);

    protected override void OneHotRows(ref int labels, int rows, ref float destination, int stride) =>
        Lanes.OneHotRows(ref labels, rows, ref destination, stride);
}
