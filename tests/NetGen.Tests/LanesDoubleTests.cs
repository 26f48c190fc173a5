using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Runtime;

namespace NetGen.Tests;

public sealed class LanesDoubleTests : LanesTests<double>
{
    protected override double Sum(Vector128<double> value) => Lanes.Sum(value);

    protected override double Sum(Vector256<double> value) => Lanes.Sum(value);

    protected override double Sum(Vector512<double> value) => Lanes.Sum(value);

    protected override double Sum(Vector<double> value) => Lanes.Sum(value);

    protected override double Sum(ref double row, int length) => Lanes.Sum(ref row, length);

    protected override double Max(Vector128<double> value) => Lanes.Max(value);

    protected override double Max(Vector256<double> value) => Lanes.Max(value);

    protected override double Max(Vector512<double> value) => Lanes.Max(value);

    protected override double Max(Vector<double> value) => Lanes.Max(value);

    protected override double[] Larger(double left, double right) =>
    [
        Lanes.Larger(Vector128.Create(left), Vector128.Create(right))[0],
        Lanes.Larger(Vector256.Create(left), Vector256.Create(right))[0],
        Lanes.Larger(Vector512.Create(left), Vector512.Create(right))[0],
        Lanes.Larger(Vector.Create(left), Vector.Create(right))[0],
    ];

    protected override double[] Smaller(double left, double right) =>
    [
        Lanes.Smaller(Vector128.Create(left), Vector128.Create(right))[0],
        Lanes.Smaller(Vector256.Create(left), Vector256.Create(right))[0],
        Lanes.Smaller(Vector512.Create(left), Vector512.Create(right))[0],
        Lanes.Smaller(Vector.Create(left), Vector.Create(right))[0],
    ];

    protected override void AddSums(ref double rows, int count, double scale, ref double into) => Lanes.AddSums(ref rows, count, scale, ref into);

    protected override int ArgMax(ref double row, int length) => Lanes.ArgMax(ref row, length);

    protected override void ArgMaxAcross(ref double values, int stride, int rows, int count, ref int indices) =>
        Lanes.ArgMaxAcross(ref values, stride, rows, count, ref indices);

    protected override void Store(Vector128<double> value, ref double destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector256<double> value, ref double destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector512<double> value, ref double destination, int count) => Lanes.Store(value, ref destination, count);

    protected override void Store(Vector<double> value, ref double destination, int count) => Lanes.Store(value, ref destination, count);

    protected override Vector128<double> Load128(ref double source, int count) => Lanes.Load128(ref source, count);

    protected override Vector256<double> Load256(ref double source, int count) => Lanes.Load256(ref source, count);

    protected override Vector512<double> Load512(ref double source, int count) => Lanes.Load512(ref source, count);

    protected override Vector<double> Load(ref double source, int count) => Lanes.Load(ref source, count);

    protected override void Transpose(ref double source, int rows, int columns, ref double destination, int stride) =>
        Lanes.Transpose(ref source, rows, columns, ref destination, stride);

    protected override void TransposeBack(ref double source, int stride, int rows, int columns, ref double destination) =>
        Lanes.TransposeBack(ref source, stride, rows, columns, ref destination);

    protected override void OneHot(ref int labels, int rows, int classes, ref double destination, int stride) =>
        Lanes.OneHot(ref labels, rows, classes, ref destination, stride);

    protected override void OneHotRows(ref int labels, int rows, ref double destination, int stride) =>
        Lanes.OneHotRows(ref labels, rows, ref destination, stride);
}
