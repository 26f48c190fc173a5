using Google.Protobuf;
using NetGen.Onnx.Format;
using static NetGen.Onnx.Format.TensorProto.Types;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>Numbers in a model and beside it.</summary>
public sealed class TensorTests
{
    private static readonly TensorReader Reader = new(folder: null);

    [Fact]
    public void Read_OfBytes_KnowsEveryType()
    {
        Check(ElementType.Float, [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)], 1.5, -2);
        Check(ElementType.Double, [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-7.0)], 0.1, -7);
        Check(ElementType.Float16, [0x00, 0x3E, 0x00, 0xC0], 1.5, -2);
        Check(ElementType.Int64, [.. BitConverter.GetBytes(-3L), .. BitConverter.GetBytes(long.MaxValue)], -3, long.MaxValue);
        Check(ElementType.UInt64, [.. BitConverter.GetBytes(3UL), .. BitConverter.GetBytes(4UL)], 3, 4);
        Check(ElementType.Int32, [.. BitConverter.GetBytes(-3), .. BitConverter.GetBytes(4)], -3, 4);
        Check(ElementType.UInt32, [0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0], uint.MaxValue, 1);
        Check(ElementType.Int16, [0xFF, 0xFF, 1, 0], -1, 1);
        Check(ElementType.UInt16, [0xFF, 0xFF, 1, 0], 65535, 1);
        Check(ElementType.Int8, [0xFF, 1], -1, 1);
        Check(ElementType.UInt8, [0xFF, 1], 255, 1);
        Check(ElementType.Bool, [1, 0], 1, 0);

        static void Check(ElementType type, byte[] bytes, params double[] expected)
        {
            var proto = new TensorProto { Name = "t", DataType = (int)type, Dims = { 2 }, RawData = ByteString.CopyFrom(bytes) };
            Tensor tensor = Reader.Read(proto);
            Assert.Equal(type, tensor.Type);
            Assert.Equal(expected, tensor.Values);
        }
    }

    [Fact]
    public void Read_OfNumbers_KnowsEveryType()
    {
        Check(ElementType.Float, new() { FloatData = { 1.5f, -2 } }, 1.5, -2);
        Check(ElementType.Double, new() { DoubleData = { 0.1, -7 } }, 0.1, -7);
        Check(ElementType.Int64, new() { Int64Data = { -3, 4 } }, -3, 4);
        Check(ElementType.UInt32, new() { Uint64Data = { uint.MaxValue, 4 } }, uint.MaxValue, 4);
        Check(ElementType.UInt64, new() { Uint64Data = { 3, 4 } }, 3, 4);
        Check(ElementType.Int32, new() { Int32Data = { -3, 4 } }, -3, 4);
        Check(ElementType.Int8, new() { Int32Data = { -3, 4 } }, -3, 4);
        Check(ElementType.Bool, new() { Int32Data = { 1, 0 } }, 1, 0);
        Check(ElementType.Float16, new() { Int32Data = { 0x3E00, 0xC000 } }, 1.5, -2);

        static void Check(ElementType type, TensorProto proto, params double[] expected)
        {
            proto.DataType = (int)type;
            proto.Dims.Add(2);
            Assert.Equal(expected, Reader.Read(proto).Values);
        }
    }

    [Fact]
    public void Read_OfAShapeWithoutAxes_IsOneNumber() => Assert.Equal([5.0], Reader.Read(Proto.Floats("t", [], 5)).Values);

    [Fact]
    public void Read_OfSixteenAxes_IsRead() => Assert.Equal([5.0], Reader.Read(Proto.Floats("t", [.. Enumerable.Repeat(1, 16)], 5)).Values);

    [Theory]
    [InlineData(new long[] { -1 }, "tensor 't': expected sizes from 0 to 268435456, found -1.")]
    [InlineData(new[] { long.MaxValue }, "tensor 't': expected sizes from 0 to 268435456, found 9223372036854775807.")]
    [InlineData(new long[] { 65536, 65536, 65536, 65536 }, "tensor 't': expected at most 268435456 numbers, found the shape [65536, 65536, 65536, 65536].")]
    [InlineData(new long[] { 16384, 16384 }, "tensor 't': expected 268435456 numbers of type Float, found 1 of 1.")]
    [InlineData(new long[] { 268435456 }, "tensor 't': expected 268435456 numbers of type Float, found 1 of 1.")]
    [InlineData(new long[] { 268435457 }, "tensor 't': expected sizes from 0 to 268435456, found 268435457.")]
    [InlineData(new long[] { 65536, 65536, 0 }, "tensor 't': expected 0 numbers of type Float, found 1 of 1.")]
    [InlineData(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "tensor 't': expected at most 16 axes, found 17.")]
    [InlineData(new long[] { 100000, 2000 }, "tensor 't': expected 200000000 numbers of type Float, found 1 of 1.")]
    [InlineData(new long[] { 0 }, "tensor 't': expected 0 numbers of type Float, found 1 of 1.")]
    public void Read_OfSizesThatCannotBe_IsRefused(long[] shape, string message)
    {
        var proto = new TensorProto { Name = "t", DataType = 1, FloatData = { 1 }, Dims = { shape } };
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Reader.Read(proto)).Message);
    }

    [Fact]
    public void Read_OfWhatContradictsItself_IsRefused()
    {
        Check(new() { DataType = 1, Dims = { 2 }, RawData = ByteString.CopyFrom(new byte[7]) }, "tensor 't': expected 8 bytes for Float [2], found 7.");
        Check(new() { DataType = 1, Dims = { 1 }, RawData = ByteString.CopyFrom(new byte[4]), FloatData = { 1 } }, "tensor 't': its numbers are there twice, as bytes and as numbers.");
        Check(new() { DataType = 7, Dims = { 1 }, FloatData = { 1 } }, "tensor 't': expected 1 numbers of type Int64, found 0 of 1.");
        Check(new() { DataType = 1, Dims = { 1 }, FloatData = { 1 }, Int64Data = { 1 } }, "tensor 't': expected 1 numbers of type Float, found 1 of 2.");
        Check(
            new() { DataType = 8, Dims = { 1 } },
            "tensor 't': its numbers are of type 8; Float, UInt8, Int8, UInt16, Int16, Int32, Int64, Bool, Float16, Double, UInt32, UInt64 can be read.");

        static void Check(TensorProto proto, string message)
        {
            proto.Name = "t";
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Reader.Read(proto)).Message);
        }
    }

    [Fact]
    public void External_IsReadFromThePlaceThatIsNamed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("weights"));
        File.WriteAllBytes(folder.Of("weights/w.bin"), [9, 9, 9, 9, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), 9]);

        Assert.Equal([1.5, -2], new TensorReader(folder.Path).Read(External(("location", "weights/w.bin"), ("offset", "4"), ("length", "8"))).Values);
        Assert.Equal([1.5, -2], new TensorReader(folder.Path).Read(External(("location", "weights/w.bin"), ("offset", "4"), ("checksum", "?"))).Values);

        File.WriteAllBytes(folder.Of("exact.bin"), [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]);
        Assert.Equal([1.5, -2], new TensorReader(folder.Path).Read(External(("location", "exact.bin"))).Values);
        TensorProto none = External(("location", "exact.bin"), ("offset", "8"));
        none.Dims[0] = 0;
        Assert.Empty(new TensorReader(folder.Path).Read(none).Values);
    }

    /// <summary>Links within the folder, one behind the other, written whole and not; the folder itself may be one.</summary>
    [Theory]
    [InlineData("near.bin")]
    [InlineData("whole.bin")]
    [InlineData("far.bin")]
    [InlineData("over/w.bin")]
    [InlineData("over\\back.bin")]
    [InlineData("./over//./w.bin")]
    public void External_BehindLinksWithinTheFolder_IsRead(string location)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("model/inner"));
        Directory.CreateSymbolicLink(folder.Of("link"), "model");
        string model = folder.Of("link");
        File.WriteAllBytes(folder.Of("model/inner/w.bin"), [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]);
        File.CreateSymbolicLink(folder.Of("model/near.bin"), "inner/w.bin");
        File.CreateSymbolicLink(folder.Of("model/whole.bin"), Path.Combine(model, "inner/w.bin"));
        Directory.CreateSymbolicLink(folder.Of("model/over"), "./inner");
        File.CreateSymbolicLink(folder.Of("model/far.bin"), "over/back.bin");
        File.CreateSymbolicLink(folder.Of("model/inner/back.bin"), "../near.bin");

        foreach (string path in new[] { model, model + Path.DirectorySeparatorChar })
            Assert.Equal([1.5, -2], new TensorReader(path).Read(External(("location", location))).Values);
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("inner/../../secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\secret.bin")]
    [InlineData("C:secret.bin")]
    [InlineData("w\0.bin")]
    [InlineData(".")]
    [InlineData("link.bin")]
    [InlineData("linked/secret.bin")]
    [InlineData("chain.bin")]
    [InlineData("around.bin")]
    [InlineData("inner/../w.bin")]
    [InlineData("deep/down/up/there.bin")]
    [InlineData("parent/secret.bin")]
    [InlineData("circle.bin")]
    public void External_OutsideTheFolder_IsRefused(string location)
    {
        using var outside = new TemporaryFolder();
        File.WriteAllBytes(outside.Of("secret.bin"), new byte[8]);
        Directory.CreateDirectory(outside.Of("model/inner"));
        File.CreateSymbolicLink(outside.Of("model/link.bin"), outside.Of("secret.bin"));
        Directory.CreateSymbolicLink(outside.Of("model/linked"), outside.Path);
        File.CreateSymbolicLink(outside.Of("model/chain.bin"), "link.bin");
        File.CreateSymbolicLink(outside.Of("model/around.bin"), "linked/secret.bin");
        Directory.CreateSymbolicLink(outside.Of("model/parent"), "inner/../..");
        File.CreateSymbolicLink(outside.Of("model/circle.bin"), "circle.bin");

        // By its text alone this leads to a file in the folder "deep".
        Directory.CreateDirectory(outside.Of("model/deep/down"));
        File.WriteAllBytes(outside.Of("model/deep/secret.bin"), new byte[8]);
        Directory.CreateSymbolicLink(outside.Of("model/deep/down/up"), "../../inner");
        File.CreateSymbolicLink(outside.Of("model/inner/there.bin"), "../../secret.bin");

        var exception = Assert.Throws<InvalidDataException>(() => new TensorReader(outside.Of("model")).Read(External(("location", location))));
        Assert.Equal($"tensor 't': expected a file in the folder of the model, found '{location}', which leads out of it. Such files are not read.", exception.Message);
    }

    [Fact]
    public void External_ThatIsNotAsItSays_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Of("w.bin"), new byte[10]);

        Check("tensor 't': expected 8 bytes from byte 4 of 'w.bin', found a file of 10 bytes.", ("location", "w.bin"), ("offset", "4"));
        Check("tensor 't': expected 8 bytes from byte 9223372036854775807 of 'w.bin', found a file of 10 bytes.", ("location", "w.bin"), ("offset", "9223372036854775807"));
        Check("tensor 't': expected 8 bytes from byte 11 of 'w.bin', found a file of 10 bytes.", ("location", "w.bin"), ("offset", "11"));
        Check("tensor 't', external data, length: expected a whole number, found '8.0'.", ("location", "w.bin"), ("length", "8.0"));
        Check("tensor 't', external data, offset: expected a whole number, found '-4'.", ("location", "w.bin"), ("offset", "-4"));
        Check("tensor 't', external data: expected a length of 8 bytes, found 4.", ("location", "w.bin"), ("length", "4"));
        Check("tensor 't', external data: 'offset' is there twice.", ("location", "w.bin"), ("offset", "0"), ("offset", "1"));
        Check("tensor 't', external data: expected a location, found none.");
        TensorProto twice = External(("location", "w.bin"));
        twice.RawData = ByteString.CopyFrom(new byte[8]);
        Refused("tensor 't': its numbers are there twice, in the model and in another file.", twice);
        TensorProto large = External(("location", "w.bin"));
        (large.DataType, large.Dims[0]) = ((int)ElementType.Double, TensorReader.MostElements);
        Refused("tensor 't': expected at most 2147483591 bytes, found 2147483648.", large);
        var missing = Assert.Throws<FileNotFoundException>(() => new TensorReader(folder.Path).Read(External(("location", "none.bin"))));
        Assert.Equal("tensor 't': its numbers are in the file 'none.bin', which is not in the folder of the model. Put it there.", missing.Message);
        var alone = Assert.Throws<InvalidDataException>(() => Reader.Read(External(("location", "w.bin"))));
        Assert.Equal("tensor 't': its numbers are in the file 'w.bin', and a model read from a stream has no folder. Read the model from its path.", alone.Message);

        void Check(string message, params ReadOnlySpan<(string Key, string Value)> entries) => Refused(message, External(entries));

        void Refused(string message, TensorProto proto) => Assert.Equal(message, Assert.Throws<InvalidDataException>(() => new TensorReader(folder.Path).Read(proto)).Message);
    }

    private static TensorProto External(params ReadOnlySpan<(string Key, string Value)> entries) => new()
    {
        Name = "t",
        DataType = (int)ElementType.Float,
        Dims = { 2 },
        DataLocation = DataLocation.External,
        ExternalData = { entries.ToArray().Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }) },
    };
}
