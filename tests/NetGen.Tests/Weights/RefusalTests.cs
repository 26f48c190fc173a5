using NetGen.Runtime;
using NetGen.Tests.Runtime;

namespace NetGen.Tests.Weights;

/// <summary>Files that do not fit are refused whole, and the message says what was found and what was expected.</summary>
public sealed class RefusalTests
{
    private const string Foreign = "The file is damaged or no safetensors file: save the network again, or name another file.";
    private const string Weight = """ "layers.0.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}""";
    private const string Bias = """ "layers.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}""";

    public static TheoryData<string, string> Headers() => new()
    {
        { Header(Weight), "tensor 'layers.0.bias' is missing: expected layers.0.weight, layers.0.bias, found layers.0.weight." },
        { "{}", "tensor 'layers.0.weight' is missing: expected layers.0.weight, layers.0.bias, found none." },
        {
            Header(Weight, Bias, """ "more":{"dtype":"F32","shape":[],"data_offsets":[8,8]}"""),
            "tensor 'more' is not one of the network's: expected layers.0.weight, layers.0.bias, found layers.0.weight, layers.0.bias, more."
        },
        { Changed("[1,1]", "[1,2]"), "tensor 'layers.0.weight': expected shape [1, 1], found [1, 2]." },
        { Changed("[1,1]", "[1]"), "tensor 'layers.0.weight': expected shape [1, 1], found [1]." },
        { Changed("[1,1]", "[1,1,1]"), "tensor 'layers.0.weight': expected shape [1, 1], found [1, 1, 1]." },
        { Changed("[1,1]", "[]"), "tensor 'layers.0.weight': expected shape [1, 1], found []." },
        { Changed("F32", "F64"), "tensor 'layers.0.weight': expected dtype F32, found F64." },
        { Changed("F32", "BF16"), "tensor 'layers.0.weight': expected dtype F32, found BF16." },
        { Changed("[0,4]", "[0,5]"), "tensor 'layers.0.weight', data_offsets: expected 4 bytes, found 5." },
        { Changed("[0,4]", "[4,0]"), "tensor 'layers.0.weight', data_offsets: expected 4 bytes, found -4." },
        { Changed("[0,4]", "[0,9223372036854775807]"), "tensor 'layers.0.weight', data_offsets: expected 4 bytes, found 9223372036854775807." },
        { Changed("[4,8]", "[3,7]"), "tensor 'layers.0.bias', data_offsets: expected a start at byte 4, found an overlap: 3." },
        { Changed("[4,8]", "[0,4]"), "tensor 'layers.0.bias', data_offsets: expected a start at byte 4, found an overlap: 0." },
        { Changed("[4,8]", "[6,10]"), "tensor 'layers.0.bias', data_offsets: expected a start at byte 4, found a gap: 6." },
        { Changed("[0,4]", "[8,12]"), "tensor 'layers.0.bias', data_offsets: expected a start at byte 0, found a gap: 4." },
        { Changed("[0,4]", "[-4,0]"), "tensor 'layers.0.weight', data_offsets: expected a whole number, found -4." },
        { Changed("[0,4]", "[0.0,4]"), "tensor 'layers.0.weight', data_offsets: expected a whole number, found 0.0." },
        { Changed("[0,4]", "[0,99999999999999999999]"), "tensor 'layers.0.weight', data_offsets: expected a whole number, found 99999999999999999999." },
        { Changed("[0,4]", "[0,\"4\"]"), "tensor 'layers.0.weight', data_offsets: expected a whole number, found a string." },
        { Changed("[0,4]", "[0,4,8]"), "tensor 'layers.0.weight', data_offsets: expected two numbers, found 3." },
        { Changed("[0,4]", "null"), "tensor 'layers.0.weight', data_offsets: expected an array, found null." },
        { Changed("\"F32\"", "32"), "tensor 'layers.0.weight', dtype: expected a string, found a number." },
        { Changed("dtype", "type"), "tensor 'layers.0.weight': expected dtype, shape and data_offsets, found 'type'." },
        { Changed("\"dtype\":\"F32\",", ""), "tensor 'layers.0.weight': expected dtype, shape and data_offsets, found only shape and data_offsets." },
        { Header(""" "layers.0.weight":{}""", Bias), "tensor 'layers.0.weight': expected dtype, shape and data_offsets, found only nothing." },
        { Header(""" "layers.0.weight":[]""", Bias), "tensor 'layers.0.weight': expected an object, found an array." },
        { Header(Weight, Bias, Weight), "the header: expected each name once, found 'layers.0.weight' twice." },
        { Changed("dtype\":", "shape\":[1],\"dtype\":"), "tensor 'layers.0.weight': expected each name once, found 'shape' twice." },
        { Header(""" "__metadata__":{"architecture":"1-2"}""", Weight, Bias), "metadata 'architecture': expected '1-1', found '1-2'." },
        { Header(""" "__metadata__":{"architecture":11}""", Weight, Bias), "__metadata__.architecture: expected a string, found a number." },
        { Header(""" "__metadata__":true""", Weight, Bias), "__metadata__: expected an object, found true or false." },
        { "[]", "the header: expected an object, found an array." },
        { "7", "the header: expected an object, found a number." },
    };

    [Theory, MemberData(nameof(Headers))]
    public void Load_RefusesAHeader(string header, string message) => Refuses(SafetensorsFile.Of(header, 1, 2), message);

    [Theory]
    [InlineData("""["b","a"]""")]
    [InlineData("""["a"]""")]
    [InlineData("""["a","b","c"]""")]
    [InlineData("""["a",1]""")]
    [InlineData("""{"a":"b"}""")]
    [InlineData("a,b")]
    [InlineData("")]
    public void Load_RefusesOtherClassNames(string found)
    {
        ParameterLayout named = new("1-1", Layouts.Smallest.Tensors.ToArray()) { Classes = new[] { "a", "b" } };
        string metadata = $$""" "__metadata__":{"classes":{{System.Text.Json.JsonSerializer.Serialize(found)}}}""";
        var refusal = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Load<float>(named, SafetensorsFile.Of(Header(metadata, Weight, Bias), 1, 2)));
        Assert.Equal($$"""The stream: metadata 'classes': expected ["a","b"], found {{found}}.""", refusal.Message);
    }

    [Fact]
    public void Load_OfWhatIsDividedBy_RefusesZero()
    {
        TensorLayout[] tensors = Layouts.Smallest.Tensors.ToArray();
        ParameterLayout dividing = new("1-1", [tensors[0], new(tensors[1].Name, [.. tensors[1].Shape], tensors[1].Offset, tensors[1].PanelWidth, tensors[1].PaddedRows) { Divides = true }]);
        var refusal = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Load<float>(dividing, SafetensorsFile.Of(Header(Weight, Bias), 0, -0f)));
        Assert.Equal("The stream: tensor 'layers.0.bias': expected numbers to divide by, found 0 at [0].", refusal.Message);
    }

    public static TheoryData<string, string> BrokenJson() => new()
    {
        { "", "one of 0 bytes" },
        { "  \n ", "nothing but blanks" },
        { "{", "a mistake at its end" },
        { "{]", "a mistake at byte 1 of it" },
        { "{\"a\"", "a mistake at its end" },
        { "{\"a\":", "a mistake at its end" },
        { "// no\n{}", "a mistake at byte 0 of it" },
        { "{\n\n\"a\": ?}", "a mistake at byte 8 of it" },
        { "{\"\\ud800\":1}", "a mistake at byte 1 of it" },
        { "{\"\u0001\":1}", "a mistake at byte 2 of it" },
        { "\uFEFF{}", "a mistake at byte 0 of it" },
        { Header(Weight, Bias)[..^1], "a mistake at its end" },
        { Header(Weight, Bias) + " x", $"a mistake at byte {Header(Weight, Bias).Length + 1} of it" },
        { Header(Weight, Bias) + "{}", $"a mistake at byte {Header(Weight, Bias).Length} of it" },
        { Header(Weight, "", Bias), $"a mistake at byte {Weight.Length + 2} of it" },
        { Header(Weight, Bias, ""), $"a mistake at byte {Header(Weight, Bias).Length} of it" },
    };

    [Theory, MemberData(nameof(BrokenJson))]
    public void Load_RefusesBrokenJson_InItsOwnWords(string header, string found) =>
        Refuses(SafetensorsFile.Of(header, 1, 2), $"expected a header in JSON, found {found}. {Foreign}");

    [Fact]
    public void Load_RefusesOtherBytesThanUtf8() =>
        Refuses(SafetensorsFile.Of([(byte)'{', 0xFF, (byte)'}'], []), "expected a header in UTF-8, found other bytes. " + Foreign);

    [Fact]
    public void Load_RefusesNothing_AndEightBytesOfZero()
    {
        Refuses([], "expected a safetensors file, found no bytes at all. " + Foreign);
        Refuses(new byte[8], "expected a header in JSON, found one of 0 bytes. " + Foreign);
    }

    /// <summary>What PyTorch counts batches in stands in files of batch normalisations, of whatever type.</summary>
    [Theory]
    [InlineData("layers.0.num_batches_tracked", null)]
    [InlineData("layers.1.num_batches_tracked", "tensor 'layers.1.num_batches_tracked' is not one of the network's: expected layers.0.weight, layers.0.running_mean, found layers.0.weight, layers.1.num_batches_tracked, layers.0.running_mean.")]
    public void Load_PassesOverTheCounterOfBatches_BesideRunningStatistics(string name, string? message)
    {
        ParameterLayout layout = new("1-bn", new TensorLayout("layers.0.weight", [1], offset: 0, panelWidth: 16, paddedRows: 16))
        {
            Buffers = [new TensorLayout("layers.0.running_mean", [1], offset: 16, panelWidth: 16, paddedRows: 16)],
        };
        string weight = """ "layers.0.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", mean = """ "layers.0.running_mean":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}""";
        byte[] file = SafetensorsFile.Of(Header(weight, $$""" "{{name}}":{"dtype":"I64","shape":[],"data_offsets":[4,12]}""", mean), 1, float.NaN, 3, 2);
        float[] block = new float[layout.BlockLength];

        void Load() => WeightsFile.Load<float>(new MemoryStream(file), layout, block);

        if (message is null)
            Load();
        else
            Assert.Equal("The stream: " + message, Assert.Throws<InvalidDataException>(Load).Message);
        Assert.Equal(message is null ? [1, 2] : [0, 0], new[] { block[0], block[16] });
    }

    [Fact]
    public void Load_RefusesSingleIntoDouble() => Assert.Equal(
        "The stream: tensor 'layers.0.weight': expected dtype F64, found F32.",
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Load<double>(Layouts.Smallest, SafetensorsFile.Save(Layouts.Smallest, [1f, 2f]))).Message);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Load_RefusesNumbersThatAreNotFinite(float value, string text)
    {
        Refuses(SafetensorsFile.Of(SafetensorsFile.SmallestHeader, value, 2), $"tensor 'layers.0.weight': expected finite numbers, found {text} at [0, 0].");
        Refuses(SafetensorsFile.Of(SafetensorsFile.SmallestHeader, 1, value), $"tensor 'layers.0.bias': expected finite numbers, found {text} at [0].");
    }

    [Fact]
    public void Load_SaysWhereInAMatrixANumberIsNotFinite()
    {
        byte[] file = SafetensorsFile.Save(Layouts.Iris, new float[Layouts.Iris.ParameterCount]);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4 * (Layouts.Iris.ParameterCount - 9)), float.NaN);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Load<float>(Layouts.Iris, file));
        Assert.Equal("The stream: tensor 'layers.0.weight': expected finite numbers, found NaN at [2, 1].", exception.Message);
    }

    [Theory]
    [InlineData(100_000_001UL, "expected a header of at most 100000000 bytes, found a length of 100000001. " + Foreign)]
    [InlineData(ulong.MaxValue, "expected a header of at most 100000000 bytes, found a length of 18446744073709551615. " + Foreign)]
    [InlineData(100_000_000UL, "the file is truncated: expected a header of 100000000 bytes, found 3.")]
    public void Load_RefusesOversizedHeaders(ulong length, string message) =>
        Refuses([.. BitConverter.GetBytes(length), 1, 2, 3], message);

    [Fact]
    public void Load_RefusesBytesBehindTheData() =>
        Refuses([.. SafetensorsFile.Of(SafetensorsFile.SmallestHeader, 1, 2), 0], "expected the end of the file after 8 bytes of data, found more.");

    [Fact]
    public void Load_RefusesATruncation_AtEveryByte()
    {
        byte[] file = SafetensorsFile.Of(SafetensorsFile.SmallestHeader, 1, 2);
        int header = SafetensorsFile.SmallestHeader.Length;
        for (int length = 1; length < file.Length; length++)
        {
            string message = length < 8 ? $"expected the header's length in 8 bytes, found {length} bytes."
                : length < 8 + header ? $"expected a header of {header} bytes, found {length - 8}."
                : length < 12 + header ? $"tensor 'layers.0.weight': expected 4 bytes, found {length - 8 - header}."
                : $"tensor 'layers.0.bias': expected 4 bytes, found {length - 12 - header}.";
            Refuses(file[..length], "the file is truncated: " + message);
        }
    }

    [Fact]
    public void Load_OfAFileWithAnyBitTurned_IsRefusedOrGivesFiniteNumbers()
    {
        byte[] file = SafetensorsFile.Of(SafetensorsFile.SmallestHeader, 1, 2);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] turned = [.. file];
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            float[] block = new float[Layouts.Smallest.BlockLength];
            Exception? exception = Record.Exception(() => WeightsFile.Load<float>(new MemoryStream(turned), Layouts.Smallest, block));
            if (exception is null)
                Assert.All(block, value => Assert.True(float.IsFinite(value)));
            else
                Assert.All(block, value => Assert.Equal(0, value));
            Assert.True(exception is null or InvalidDataException, $"bit {bit}: {exception}");
        }
    }

    [Fact]
    public void Load_NamesTheFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        File.WriteAllBytes(path, [1, 2]);
        try
        {
            string expected = $"{path}: the file is truncated: expected the header's length in 8 bytes, found 2 bytes.";
            float[] block = new float[Layouts.Smallest.BlockLength];
            Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => WeightsFile.Load<float>(path, Layouts.Smallest, block)).Message);
            using FileStream stream = File.OpenRead(path);
            Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => WeightsFile.Load<float>(stream, Layouts.Smallest, block)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_OfNoFile_SaysWhatIsThere()
    {
        string folder = Directory.CreateTempSubdirectory("netgen-").FullName;
        string missing = Path.Combine(folder, "net.safetensors"), nowhere = Path.Combine(folder, "no", "net.safetensors");
        try
        {
            Assert.Equal(
                $"Cannot load '{folder}': that is a folder. Name a file in it.",
                Assert.Throws<FileNotFoundException>(() => Load(folder)).Message);
            Assert.Equal(
                $"Cannot load '{missing}': the folder '{folder}' has no such file. Save the network there first, or correct the path.",
                Assert.Throws<FileNotFoundException>(() => Load(missing)).Message);
            Assert.Equal(
                $"Cannot load '{nowhere}': the folder '{Path.GetDirectoryName(nowhere)}' does not exist. Correct the path.",
                Assert.Throws<DirectoryNotFoundException>(() => Load(nowhere)).Message);
            Assert.Contains(Environment.CurrentDirectory, Assert.Throws<FileNotFoundException>(() => Load("nowhere.safetensors")).Message);
        }
        finally
        {
            Directory.Delete(folder);
        }

        static void Load(string path) => WeightsFile.Load<float>(path, Layouts.Smallest, new float[32]);
    }

    private static string Header(params string[] entries) => "{" + string.Join(',', entries) + "}";

    private static string Changed(string from, string to)
    {
        // The first occurrence: in the weights, unless only the bias has it.
        string header = Header(Weight, Bias);
        int at = header.IndexOf(from, StringComparison.Ordinal);
        return header.Remove(at, from.Length).Insert(at, to);
    }

    /// <summary>Loading throws this message and leaves the block as it was.</summary>
    private static void Refuses(byte[] file, string message)
    {
        float[] block = new float[Layouts.Smallest.BlockLength];
        block.AsSpan().Fill(42);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => WeightsFile.Load<float>(new MemoryStream(file), Layouts.Smallest, block));
        Assert.Equal("The stream: " + message, exception.Message);
        Assert.All(block, value => Assert.Equal(42, value));
    }
}
