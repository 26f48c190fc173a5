using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>
    /// Labels → one-hot [classes][stride], samples across lanes; the lanes from <paramref name="rows"/> to the next multiple
    /// of 16 become 0. Labels must be in range.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneHot(ref int labels, int rows, int classes, ref float destination, int stride)
    {
        int tail = -rows & 15;
        for (nint label = 0; label < classes; label++)
        {
            ref float lanes = ref Unsafe.Add(ref destination, label * stride);
            if (rows < Vector<int>.Count)
            {
                for (nint row = 0; row < rows; row++)
                {
                    Unsafe.Add(ref lanes, row) = Unsafe.Add(ref labels, row) == label ? 1 : 0;
                }
            }
            else
            {
                // The last vector ends with the rows and may overlap the one before it.
                for (int i = 0; i < rows; i += Vector<int>.Count)
                {
                    nint row = int.Min(i, rows - Vector<int>.Count);
                    Vector<int> equal = Vector.Equals(Vector.LoadUnsafe(ref labels, (nuint)row), Vector.Create((int)label));
                    Vector.ConditionalSelect(equal, Vector.Create(1f), Vector<float>.Zero).StoreUnsafe(ref lanes, (nuint)row);
                }
            }

            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref lanes, rows), tail).Clear();
        }
    }

    /// <summary>
    /// Labels → one-hot [classes][stride], samples across lanes; the lanes from <paramref name="rows"/> to the next multiple
    /// of 8 become 0. Labels must be in range.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneHot(ref int labels, int rows, int classes, ref double destination, int stride)
    {
        int tail = -rows & 7;
        for (nint label = 0; label < classes; label++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, label * stride), rows + tail).Clear();
        }

        for (nint row = 0; row < rows; row++)
        {
            Unsafe.Add(ref destination, (Unsafe.Add(ref labels, row) * (nint)stride) + row) = 1;
        }
    }
}
