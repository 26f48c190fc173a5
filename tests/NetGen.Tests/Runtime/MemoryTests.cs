using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class MemoryTests
{
    /// <summary>Whole vectors, a last one that overlaps, and fewer elements than one has: nothing beside them is touched.</summary>
    [Fact]
    public void Copy_IsOfThoseElements_AndNoOther()
    {
        for (int count = 0; count <= 70; count++)
        {
            float[] source = [.. Enumerable.Range(1, 80).Select(number => (float)number)], destination = new float[80];
            double[] sourceInDouble = [.. source.Select(number => (double)number)], destinationInDouble = new double[80];

            SingleMemory.Copy(ref source[3], ref destination[5], count);
            DoubleMemory.Copy(ref sourceInDouble[3], ref destinationInDouble[5], count);

            float[] expected = [.. new float[5], .. source.AsSpan(3, count), .. new float[75 - count]];
            Assert.Equal(expected, destination);
            Assert.Equal(expected.Select(number => (double)number), destinationInDouble);
        }
    }
}
