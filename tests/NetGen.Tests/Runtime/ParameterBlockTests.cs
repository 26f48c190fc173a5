using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed unsafe class ParameterBlockTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(15), InlineData(16), InlineData(17), InlineData(1000)]
    public void Block_StartsOnACacheLine_AndIsZero(int length)
    {
        AssertBlock(new ParameterBlock<float>(length), length);
        AssertBlock(new ParameterBlock<double>(length), length);
    }

    [Fact]
    public void Block_DoesNotMove()
    {
        var blocks = Enumerable.Range(0, 100).Select(_ => new ParameterBlock<float>(20)).ToArray();
        nint[] before = [.. blocks.Select(Address)];
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, blocks.Select(Address));
    }

    [Fact]
    public void CopyFrom_CopiesTheValues()
    {
        var source = new ParameterBlock<double>(3);
        source.Span[2] = 7;
        var target = new ParameterBlock<double>(3);
        target.CopyFrom(source);
        source.Span[2] = 8;
        Assert.Equal([0, 0, 7], target.Span.ToArray());
    }

    [Fact]
    public void CopyFrom_RefusesAnotherLength()
    {
        var target = new ParameterBlock<float>(3);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => target.CopyFrom(new ParameterBlock<float>(4)));
        Assert.Equal("Expected a block of 3 values, got 4. (Parameter 'other')", exception.Message);
    }

    [Fact]
    public void Length_IsNotNegative() => Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterBlock<float>(-1));

    private static void AssertBlock<T>(ParameterBlock<T> block, int length)
        where T : unmanaged
    {
        Assert.Equal(length, block.Length);
        Assert.Equal(0, Address(block) % 64);
        Assert.Equal(new T[length], block.Span.ToArray());
        Assert.True(length == 0 || Unsafe.AreSame(ref block.Start, ref block.Span[0]));
    }

    private static nint Address<T>(ParameterBlock<T> block)
        where T : unmanaged => (nint)Unsafe.AsPointer(ref block.Start);
}
