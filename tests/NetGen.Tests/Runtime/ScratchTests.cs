using System.Runtime.CompilerServices;
using NetGen.Measuring;
using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed unsafe class ScratchTests
{
    [Theory, InlineData(1), InlineData(3), InlineData(1000), InlineData(5), InlineData(100_000)]
    public void Get_GivesRoomOnACacheLine(int length)
    {
        ref float start = ref Scratch.Get<float>(length);
        Assert.Equal(0, Address(ref start) % 64);
        Assert.Equal(0, Address(ref Scratch.Get<double>(length)) % 64);
        for (int index = 0; index < length; index++)
            Unsafe.Add(ref start, index) = index;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        for (int index = 0; index < length; index++)
            Assert.Equal(index, Unsafe.Add(ref start, index));
    }

    /// <summary>Bytes beyond what an int holds, for values that do not go beyond it.</summary>
    [Fact]
    public void Lines_OfTheLargestGradients_DoNotOverflow()
    {
        Assert.Equal((1 << 25) + 1, Scratch.Lines<double>(1 << 28));
        Assert.Equal((1 << 28) + 1, Scratch.Lines<double>(int.MaxValue));
    }

    [Fact]
    public void Get_AllocatesOnlyWhenItMustGrow() => OnNewThread(() =>
    {
        Scratch.Get<double>(500);
        nint address = Address(ref Scratch.Get<double>(500));
        Assert.Equal(0, Allocation.OfEvery(() =>
        {
            for (int length = 1; length <= 1000; length++)
                Scratch.Get<float>(length);
        }));
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(address, Address(ref Scratch.Get<float>(1)));
        Scratch.Get<float>(1_100);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() > after);
    });

    [Fact]
    public void Get_GivesEachThreadItsOwn()
    {
        ref int mine = ref Scratch.Get<int>(4);
        nint address = Address(ref mine);
        mine = 42;
        OnNewThread(() =>
        {
            ref int other = ref Scratch.Get<int>(4);
            Assert.NotEqual(address, Address(ref other));
            other = 43;
        });
        Assert.Equal(42, Scratch.Get<int>(4));
    }

    private static nint Address<T>(ref T value) => (nint)Unsafe.AsPointer(ref Unsafe.As<T, byte>(ref value));

    private static void OnNewThread(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
