using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

/// <summary>What kernels that read several samples at a time are given when a block has fewer: never what lies behind the caller's memory.</summary>
public sealed class SmallBlockTests
{
    private const int Inputs = 3, TileRows = 4, BlockRows = 8;

    [ThreadStatic]
    private static List<(float[] Read, bool IsCallers)>? _seen;

    [ThreadStatic]
    private static float[]? _caller;

    /// <param name="samples">Samples of the batch.</param>
    /// <param name="brought">For each of its blocks, whether it is brought to scratch.</param>
    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(8, false)]
    [InlineData(10, false, true)]
    public void BlockOfFewerSamplesThanATile_IsReadWithZerosBehind(int samples, params bool[] brought)
    {
        _seen = [];
        float[] inputs = _caller = [.. Enumerable.Range(1, samples * Inputs).Select(i => (float)i)];

        // What was in scratch before must not be read either.
        Scratch.Get<float>(TileRows * Inputs) = float.NaN;
        Fakes.Forward(new ParameterBlock<float>(16), inputs, new float[samples]);

        Assert.Equal(brought, _seen.Select(block => !block.IsCallers));
        for (int block = 0; block < brought.Length; block++)
        {
            IEnumerable<float> own = inputs.Skip(block * BlockRows * Inputs).Take(TileRows * Inputs);
            Assert.Equal(own.Concat(new float[TileRows * Inputs]).Take(TileRows * Inputs), _seen[block].Read);
        }
    }

    private abstract class Fakes : SingleForwardBatches<Fake, Fake>;

    /// <summary>Keeps what it reads.</summary>
    private struct Fake : ISingleBatch
    {
        static int ISingleBatch.Inputs => SmallBlockTests.Inputs;

        static int ISingleBatch.Outputs => 1;

        static int ISingleBatch.Rows => BlockRows;

        static int ISingleBatch.TileRows => SmallBlockTests.TileRows;

        static int ISingleBatch.SampleStride => Vector512Lanes;

        static int ISingleBatch.ForwardLength => TileRows * SmallBlockTests.Inputs + 16 * Vector512Lanes;

        static bool ISingleBatch.TurnsInputs => false;

        static bool ISingleBatch.AcrossSamples => false;

        static int ISingleBatch.Z => 0;

        static int ISingleBatch.Across => 0;

        static int ISingleBatch.Stride => 4;

        private static int Vector512Lanes => 16;

        static void ISingleBatch.Forward(ref float p, ref float x, ref float s, nuint rows, nuint padded)
        {
            long distance = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_caller!), ref x);
            bool isCallers = distance >= 0 && distance < _caller!.Length * sizeof(float);
            _seen!.Add(([.. MemoryMarshal.CreateReadOnlySpan(ref x, TileRows * SmallBlockTests.Inputs)], isCallers));
        }

        static void ISingleBatch.WriteOutputs(ref float s, ref float y, nuint rows, nuint padded)
        {
        }
    }
}
