using NetGen.Runtime;
using NetGen.Tests.Runtime;

namespace NetGen.Tests.Weights;

/// <summary>Streams that give their bytes as they come, one by one or in odd pieces, and that may end too early: the pieces make no difference.</summary>
public sealed class PiecesTests
{
    /// <summary>The memory of a header begins with so many bytes, and doubles.</summary>
    private const int FirstMemory = 1 << 14;

    /// <summary>With a norm, and so with a counter of batches that a file may have.</summary>
    private static readonly ParameterLayout Norm = new("1-bn", new TensorLayout("layers.0.weight", [1], offset: 0, panelWidth: 16, paddedRows: 16))
    {
        Buffers = [new TensorLayout("layers.0.running_mean", [1], offset: 16, panelWidth: 16, paddedRows: 16)],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4099)]
    public void Load_ReadsAllTensors(int piece)
    {
        ParameterLayout layout = Layouts.Of("300-257", [300, 257], panel: 8, multiple: 8, transposedPanel: 8);
        float[] numbers = [.. Enumerable.Range(1, layout.ParameterCount).Select(number => 1f / number)];
        using var stream = new PieceStream(SafetensorsFile.Save(layout, numbers), piece);
        Assert.Equal(numbers, SafetensorsFile.Load<float>(layout, stream));
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4099)]
    [InlineData(int.MaxValue)]
    public void Load_ReadsHeadersOfEveryLength(int piece)
    {
        foreach (int length in new[] { FirstMemory - 1, FirstMemory, FirstMemory + 1, 2 * FirstMemory, 2 * FirstMemory + 1, 5 * FirstMemory + 3 })
            Assert.Equal([7, 8], SafetensorsFile.Load<float>(Layouts.Smallest, new PieceStream(LongHeader(length), piece)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4099)]
    [InlineData(int.MaxValue)]
    public void Load_RefusesAHeaderThatEndsEarly(int piece)
    {
        const int Length = 3 * FirstMemory;
        byte[] file = LongHeader(Length);
        foreach (int found in new[] { 0, 1, FirstMemory - 1, FirstMemory, FirstMemory + 1, 2 * FirstMemory - 1, 2 * FirstMemory, 2 * FirstMemory + 1, Length - 1 })
            Refuses(Layouts.Smallest, new PieceStream(file[..(sizeof(ulong) + found)], piece), $"the file is truncated: expected a header of {Length} bytes, found {found}.");
    }

    /// <summary>A length that is not there, or not all, takes no memory for it.</summary>
    [Fact]
    public void Load_OfABrokenLength_TakesMemoryForWhatIsThere()
    {
        byte[] file = LongHeader(3 * FirstMemory);
        BitConverter.GetBytes(100_000_000L).CopyTo(file, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(Layouts.Smallest, new PieceStream(file, 7), $"the file is truncated: expected a header of 100000000 bytes, found {file.Length - sizeof(ulong)}.");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Load_PassesOverTensorsInPieces(int piece)
    {
        byte[] file = LongCounter(3 * FirstMemory);
        float[] block = new float[Norm.BlockLength];
        WeightsFile.Load<float>(new PieceStream(file, piece), Norm, block);
        Assert.Equal([1, 2], new[] { block[0], block[16] });

        int weight = file.Length - 3 * FirstMemory - 2 * sizeof(float);
        foreach (int found in new[] { 0, 5, FirstMemory, FirstMemory + 5, 3 * FirstMemory - 1 })
            Refuses(Norm, new PieceStream(file[..(weight + sizeof(float) + found)], piece), $"the file is truncated: expected {3 * FirstMemory} bytes of a tensor that is passed over, found {found}.");
        Refuses(Norm, new PieceStream(file[..^1], piece), "the file is truncated: tensor 'layers.0.running_mean': expected 4 bytes, found 3.");
        Refuses(Norm, new PieceStream([.. file, 0], piece), $"expected the end of the file after {3 * FirstMemory + 2 * sizeof(float)} bytes of data, found more.");
    }

    /// <summary>The smallest network's file with a header of so many bytes, of which the tensors are the last.</summary>
    private static byte[] LongHeader(int length)
    {
        const string Start = """{"__metadata__":{"note":"", "architecture":"1-1"}""";
        string tensors = SafetensorsFile.SmallestHeader[SafetensorsFile.SmallestHeader.IndexOf(",\"layers", StringComparison.Ordinal)..];
        string note = string.Concat(Enumerable.Range(10_000, length / 5).Select(number => $"{number}"))[..(length - Start.Length - tensors.Length)];
        return SafetensorsFile.Of(Start.Replace("\"note\":\"", "\"note\":\"" + note, StringComparison.Ordinal) + tensors, 7, 8);
    }

    /// <summary>A file with 1, so many bytes of a counter of batches, and 2.</summary>
    private static byte[] LongCounter(int bytes) => SafetensorsFile.Of(
        $$"""
        {"layers.0.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
        "layers.0.num_batches_tracked":{"dtype":"I64","shape":[{{bytes / sizeof(long)}}],"data_offsets":[4,{{4 + bytes}}]},
        "layers.0.running_mean":{"dtype":"F32","shape":[1],"data_offsets":[{{4 + bytes}},{{8 + bytes}}]} }
        """,
        [1, .. new float[bytes / sizeof(float)], 2]);

    private static void Refuses(ParameterLayout layout, Stream stream, string message)
    {
        float[] block = new float[layout.BlockLength];
        var exception = Assert.Throws<InvalidDataException>(() => WeightsFile.Load<float>(stream, layout, block));
        Assert.Equal("The stream: " + message, exception.Message);
        Assert.All(block, value => Assert.Equal(0, value));
    }

    /// <summary>Gives at most so many bytes at a time and cannot seek, like a slow network.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(piece, count));
    }
}
