using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Tests;

/// <summary>Lane work against obvious scalar code, bit for bit, with guards around every destination.</summary>
public abstract class LanesTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Guard = T.CreateChecked(-77);
    private static readonly int[] RowCounts = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 128];
    private static readonly int[] ColumnCounts = [1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 16, 17, 33];

    private static int L => Vector512<T>.Count;

    [Fact]
    public void Sum_OfARegister_AddsHalvesDownToOneLane()
    {
        T[] x = Numbers(L);
        Assert.Equal(Tree(x), Sum(Vector512.Create(x)));
        Assert.Equal(Tree(x[..Vector256<T>.Count]), Sum(Vector256.Create(x)));
        Assert.Equal(Tree(x[..Vector128<T>.Count]), Sum(Vector128.Create(x)));
        Assert.Equal(Tree(x[..Vector<T>.Count]), Sum(new Vector<T>(x)));
    }

    [Fact]
    public void Sum_OfARow_RunsOverVirtualLanes()
    {
        for (int length = L; length <= 20 * L; length += L)
        {
            T[] x = Numbers(length);
            T[] lanes = x[..L];
            for (int i = L; i < length; i++)
            {
                lanes[i % L] += x[i];
            }

            Assert.Equal(Tree(lanes), Sum(ref x[0], length));
        }
    }

    [Fact]
    public void AddSums_AddsEachRowsScaledSumInTheTree()
    {
        T scale = T.CreateChecked(-0.3);
        for (int count = L / 4; count <= 4 * L; count += L / 4)
        {
            T[] x = Numbers(count * L);
            T[] before = Numbers(count);
            T[] sums = Wrapped(before);
            AddSums(ref x[0], count, scale, ref sums[1]);
            Assert.Equal(Wrapped(x.Chunk(L).Zip(before, (row, number) => T.MultiplyAddEstimate(scale, Tree(row), number))), sums);
        }
    }

    [Fact]
    public void Max_IsTheLargest()
    {
        T[] x = Numbers(L);
        Assert.Equal(x.Max(), Max(Vector512.Create(x)));
        Assert.Equal(x[..Vector256<T>.Count].Max(), Max(Vector256.Create(x)));
        Assert.Equal(x[..Vector128<T>.Count].Max(), Max(Vector128.Create(x)));
        Assert.Equal(x[..Vector<T>.Count].Max(), Max(new Vector<T>(x)));
    }

    [Fact]
    public void Larger_IsTheLeftOnlyWhereItIsGreater()
    {
        T[] values = [T.NegativeInfinity, -T.One, T.NegativeZero, T.Zero, T.One, T.PositiveInfinity, T.NaN];
        foreach (T left in values)
        {
            foreach (T right in values)
            {
                T expected = left > right ? left : right;
                Assert.All(Larger(left, right), larger => Assert.True(T.IsNaN(expected) ? T.IsNaN(larger) : T.One / larger == T.One / expected, $"{left}, {right}: {larger}"));
            }
        }
    }

    [Fact]
    public void Smaller_IsTheLeftOnlyWhereItIsLess()
    {
        T[] values = [T.NegativeInfinity, -T.One, T.NegativeZero, T.Zero, T.One, T.PositiveInfinity, T.NaN];
        foreach (T left in values)
        {
            foreach (T right in values)
            {
                T expected = left < right ? left : right;
                Assert.All(Smaller(left, right), smaller => Assert.True(T.IsNaN(expected) ? T.IsNaN(smaller) : T.One / smaller == T.One / expected, $"{left}, {right}: {smaller}"));
            }
        }
    }

    [Fact]
    public void ArgMax_IsTheLowestIndexOfTheLargest_AndNeverNaN()
    {
        for (int length = 1; length < 40; length++)
        {
            T[] row = Enumerable.Repeat(T.NaN, length).ToArray();
            Assert.Equal(0, ArgMax(ref row[0], length));
            for (int at = 0; at < length; at++)
            {
                row = Enumerable.Repeat(T.NaN, length).ToArray();
                row[at] = T.NegativeInfinity;
                Assert.Equal(at, ArgMax(ref row[0], length));

                row = Numbers(length);
                row[at] = T.CreateChecked(9);
                row[^1] = T.CreateChecked(9);
                Assert.Equal(at, ArgMax(ref row[0], length));
                row[0] = at > 0 ? T.NaN : row[0];
                Assert.Equal(at, ArgMax(ref row[0], length));
            }
        }

        T[] zeros = [-T.One, T.NegativeZero, T.Zero, -T.One, T.Zero];
        Assert.Equal(1, ArgMax(ref zeros[0], zeros.Length));
    }

    [Fact]
    public void ArgMaxAcross_IsArgMaxOfEverySample_AndWritesNoMore()
    {
        T[] some = [T.NaN, T.NegativeInfinity, T.NegativeZero, T.Zero, T.One, T.PositiveInfinity];
        var random = new Random(1);
        foreach ((int rows, int count) in new[] { (1, 1), (1, 7), (5, 2), (16, 3), (19, 10), (32, 4), (47, 16) })
        {
            int stride = (rows + 15) / 16 * 16;
            T[] samples = [.. Enumerable.Range(0, rows * count).Select(_ => some[random.Next(some.Length)])];
            var across = new T[count * stride];
            for (int row = 0; row < rows; row++)
            {
                for (int unit = 0; unit < count; unit++)
                    across[unit * stride + row] = samples[row * count + unit];
            }
            int[] found = [.. Enumerable.Repeat(-1, rows + 1)];
            ArgMaxAcross(ref across[0], stride, rows, count, ref found[0]);
            Assert.Equal(Enumerable.Range(0, rows).Select(row => ArgMax(ref samples[row * count], count)).Append(-1), found);
        }
    }

    [Fact]
    public void StoreAndLoad_TouchTheFirstLanesOnly()
    {
        for (int count = 0; count < L + 3; count++)
        {
            int lanes = count;
            AssertPartial(
                Vector128<T>.Count, lanes, (T[] x, ref T to) => Store(Vector128.Create(x), ref to, lanes), (ref T from, T[] to) => Load128(ref from, lanes).CopyTo(to));
            AssertPartial(
                Vector256<T>.Count, lanes, (T[] x, ref T to) => Store(Vector256.Create(x), ref to, lanes), (ref T from, T[] to) => Load256(ref from, lanes).CopyTo(to));
            AssertPartial(
                Vector512<T>.Count, lanes, (T[] x, ref T to) => Store(Vector512.Create(x), ref to, lanes), (ref T from, T[] to) => Load512(ref from, lanes).CopyTo(to));
            AssertPartial(
                Vector<T>.Count, lanes, (T[] x, ref T to) => Store(new Vector<T>(x), ref to, lanes), (ref T from, T[] to) => Load(ref from, lanes).CopyTo(to));
        }
    }

    [Fact]
    public void Transpose_PutsSamplesAcrossLanes_AndBack()
    {
        foreach (int rows in RowCounts)
        {
            foreach (int columns in ColumnCounts)
            {
                int padded = (rows + L - 1) / L * L;
                int stride = padded + L;
                T[] x = Numbers(rows * columns);
                T[] lanes = Guarded(columns * stride);
                Transpose(ref x[0], rows, columns, ref lanes[1], stride);
                T[] expected = Guarded(columns * stride);
                for (int column = 0; column < columns; column++)
                {
                    for (int row = 0; row < padded; row++)
                    {
                        expected[1 + (column * stride) + row] = row < rows ? x[(row * columns) + column] : T.Zero;
                    }
                }

                Assert.Equal(expected, lanes);

                T[] back = Guarded(x.Length);
                TransposeBack(ref lanes[1], stride, rows, columns, ref back[1]);
                Assert.Equal(Wrapped(x), back);
            }
        }
    }

    [Fact]
    public void OneHot_MarksTheLabelAcrossLanes_AndInRows()
    {
        foreach (int rows in RowCounts)
        {
            foreach (int classes in new[] { 2, 3, 10 })
            {
                int padded = (rows + L - 1) / L * L;
                int stride = padded + L;
                int[] labels = Enumerable.Range(0, rows).Select(row => row * 7 % classes).ToArray();
                T[] lanes = Guarded(classes * stride);
                T[] expected = Guarded(classes * stride);
                OneHot(ref labels[0], rows, classes, ref lanes[1], stride);
                for (int label = 0; label < classes; label++)
                {
                    for (int row = 0; row < padded; row++)
                    {
                        expected[1 + (label * stride) + row] = row < rows && labels[row] == label ? T.One : T.Zero;
                    }
                }

                Assert.Equal(expected, lanes);

                T[] inRows = Guarded(rows * 2 * L);
                OneHotRows(ref labels[0], rows, ref inRows[1], 2 * L);
                Assert.Equal(Wrapped(labels.SelectMany(label => Enumerable.Range(0, 2 * L).Select(i => i == label ? T.One : T.Zero))), inRows);
            }
        }
    }

    protected abstract T Sum(Vector128<T> value);

    protected abstract T Sum(Vector256<T> value);

    protected abstract T Sum(Vector512<T> value);

    protected abstract T Sum(Vector<T> value);

    protected abstract T Sum(ref T row, int length);

    protected abstract void AddSums(ref T rows, int count, T scale, ref T into);

    protected abstract T Max(Vector128<T> value);

    protected abstract T Max(Vector256<T> value);

    protected abstract T Max(Vector512<T> value);

    protected abstract T Max(Vector<T> value);

    /// <summary>In every flavour of vector.</summary>
    protected abstract T[] Larger(T left, T right);

    protected abstract T[] Smaller(T left, T right);

    protected abstract int ArgMax(ref T row, int length);

    protected abstract void ArgMaxAcross(ref T values, int stride, int rows, int count, ref int indices);

    protected abstract void Store(Vector128<T> value, ref T destination, int count);

    protected abstract void Store(Vector256<T> value, ref T destination, int count);

    protected abstract void Store(Vector512<T> value, ref T destination, int count);

    protected abstract void Store(Vector<T> value, ref T destination, int count);

    protected abstract Vector128<T> Load128(ref T source, int count);

    protected abstract Vector256<T> Load256(ref T source, int count);

    protected abstract Vector512<T> Load512(ref T source, int count);

    protected abstract Vector<T> Load(ref T source, int count);

    protected abstract void Transpose(ref T source, int rows, int columns, ref T destination, int stride);

    protected abstract void TransposeBack(ref T source, int stride, int rows, int columns, ref T destination);

    protected abstract void OneHot(ref int labels, int rows, int classes, ref T destination, int stride);

    protected abstract void OneHotRows(ref int labels, int rows, ref T destination, int stride);

    private static T Tree(T[] lanes)
    {
        while (lanes.Length > 1)
        {
            int half = lanes.Length / 2;
            lanes = lanes.Take(half).Select((value, lane) => value + lanes[lane + half]).ToArray();
        }

        return lanes[0];
    }

    private static T[] Numbers(int length)
    {
        var random = new Random(length);
        return Enumerable.Range(0, length).Select(_ => T.CreateChecked((random.NextDouble() * 2) - 1)).ToArray();
    }

    private static T[] Guarded(int length) => Wrapped(Enumerable.Repeat(Guard, length));

    private static T[] Wrapped(IEnumerable<T> inner) => [Guard, .. inner, Guard];

    private static void AssertPartial(int width, int count, StoreTo store, LoadFrom load)
    {
        T[] x = Numbers(width);
        int touched = int.Min(count, width);
        T[] destination = Guarded(width);
        store(x, ref destination[1]);
        Assert.Equal(Wrapped(x.Take(touched).Concat(Enumerable.Repeat(Guard, width - touched))), destination);

        // What must not be seen lies behind the elements to load.
        T[] source = [.. x.Take(touched), .. Enumerable.Repeat(T.NaN, L)];
        T[] loaded = new T[width];
        load(ref source[0], loaded);
        Assert.Equal([.. x.Take(touched), .. new T[width - touched]], loaded);
    }

    private delegate void StoreTo(T[] x, ref T destination);

    private delegate void LoadFrom(ref T source, T[] loaded);
}
