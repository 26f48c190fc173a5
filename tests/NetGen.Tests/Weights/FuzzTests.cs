using System.Text;
using NetGen.Fuzzing;
using NetGen.Runtime;
using NetGen.Tests.Runtime;

namespace NetGen.Tests.Weights;

/// <summary>A weights file is read whole, or refused with nothing changed, whatever is in it.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "-1", "4", "8", "1.5", "1e9", "2147483647", "9223372036854775807", "9223372036854775808", "1152921504606846976", "[", "]", "{", "}", ",", ":", "\"", "null", "true", "\\ud800", "\\u0000", "é",
        "\"F32\"", "\"F64\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "\"layers.0.bias\"", "[0,4]", "[4,8]", "[4,0]", """ "more":{"dtype":"F32","shape":[0],"data_offsets":[8,8]},""",
    ];

    [Fact]
    public void Load_OfABrokenHeader_ReadsOrRefuses() => Fuzz.Run(
        120_000,
        random => SafetensorsFile.Of(Encoding.UTF8.GetBytes(random.Mutate(SafetensorsFile.SmallestHeader, Pieces)), BitConverter.GetBytes(random.NextInt64())),
        Check);

    [Fact]
    public void Load_OfBrokenBytes_ReadsOrRefuses()
    {
        byte[] file = SafetensorsFile.Of(SafetensorsFile.SmallestHeader, 1, 2);
        Fuzz.Run(100_000, random => random.Mutate(file), Check);
    }

    /// <summary>Files that promise more than there is, or are made to take all memory or the stack.</summary>
    [Theory]
    [InlineData("a header of 2^60 bytes")]
    [InlineData("a header of a hundred million bytes that are not there")]
    [InlineData("arrays a hundred thousand deep")]
    [InlineData("objects a hundred thousand deep")]
    [InlineData("a name of a megabyte")]
    [InlineData("a shape of three hundred thousand sizes")]
    [InlineData("ten thousand tensors")]
    [InlineData("sizes whose product is beyond long")]
    public void Load_OfAnExtreme_TakesMemoryOfItsOwnSize(string name)
    {
        static string Times(int count, string text) => new StringBuilder().Insert(0, text, count).ToString();
        static string Tensor(string name, string shape, string offsets) => $$$"""{"{{{name}}}":{"dtype":"F32","shape":[{{{shape}}}],"data_offsets":[{{{offsets}}}]}}""";
        byte[] file = name switch
        {
            "a header of 2^60 bytes" => [.. BitConverter.GetBytes(1L << 60), .. "{}"u8],
            "a header of a hundred million bytes that are not there" => [.. BitConverter.GetBytes(100_000_000L), .. "{}"u8],
            "arrays a hundred thousand deep" => SafetensorsFile.Of("{\"a\":" + Times(100_000, "[")),
            "objects a hundred thousand deep" => SafetensorsFile.Of(Times(100_000, "{\"a\":")),
            "a name of a megabyte" => SafetensorsFile.Of(Tensor(new string('a', 1_000_000), "1", "0,4")),
            "a shape of three hundred thousand sizes" => SafetensorsFile.Of(Tensor("layers.0.weight", Times(300_000, "1,") + "1", "0,4")),
            "ten thousand tensors" => SafetensorsFile.Of("{" + string.Join(',', Enumerable.Range(0, 10_000).Select(index => Tensor($"t{index}", "1", "0,4")[1..^1])) + "}"),
            _ => SafetensorsFile.Of(Tensor("layers.0.weight", "9223372036854775807,9223372036854775807,9223372036854775807", "0,9223372036854775807")),
        };
        Assert.IsType<InvalidDataException>(Record.Exception(() => SafetensorsFile.Load<float>(Layouts.Smallest, new byte[1])));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Exception? exception = Record.Exception(() => WeightsFile.Load<float>(new MemoryStream(file), Layouts.Smallest, new float[Layouts.Smallest.BlockLength]));

        // A size of two characters is a number of eight bytes, in lists that double as they grow.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + 40L * file.Length);
        Assert.IsType<InvalidDataException>(exception);
    }

    /// <summary>Loaded whole and finite, or refused and nothing changed.</summary>
    private static void Check(byte[] file)
    {
        float[] block = new float[Layouts.Smallest.BlockLength];
        block.AsSpan().Fill(42);
        try
        {
            WeightsFile.Load<float>(new MemoryStream(file), Layouts.Smallest, block);
            if (!block.All(float.IsFinite))
                Assert.Fail("It was loaded with numbers that are not finite.");
        }
        catch (InvalidDataException)
        {
            if (block.AsSpan().ContainsAnyExcept(42))
                Assert.Fail("It was refused and has changed the network.");
        }
    }
}
