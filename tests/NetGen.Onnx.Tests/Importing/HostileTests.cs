using Google.Protobuf;
using NetGen.Onnx.Format;
using static NetGen.Onnx.Format.AttributeProto.Types;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>Models that someone damaged, or made so that they hurt: a network, or a clear refusal.</summary>
public sealed class HostileTests
{
    private static readonly long[] Sizes = [long.MinValue, -1, 0, 1, 2, 3, 7, 65_537, 1 << 30, long.MaxValue];

    [Fact]
    public void Import_OfChangedModels_GivesANetworkOrRefuses()
    {
        var random = new Random(11);
        int refused = 0, imported = 0;
        foreach (ModelProto model in KindTests.All)
        {
            for (int attempt = 0; attempt < 120; attempt++)
            {
                ModelProto changed = model.Clone();
                for (int changes = random.Next(1, 3); changes > 0; changes--)
                    Change(changed.Graph, random);
                if (IsImported(changed.ToByteArray()))
                    imported++;
                else
                    refused++;
            }
        }
        Assert.InRange(refused, 500, int.MaxValue);
        Assert.InRange(imported, 100, int.MaxValue);
    }

    [Fact]
    public void Import_OfDamagedBytes_GivesANetworkOrRefuses()
    {
        var random = new Random(12);
        foreach (ModelProto model in KindTests.All)
        {
            byte[] bytes = model.ToByteArray();
            for (int attempt = 0; attempt < 60; attempt++)
            {
                byte[] damaged = [.. bytes];
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                IsImported(attempt % 4 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            }
        }
    }

    [Fact]
    public void AHundredThousandNodes_AreImportedOrRefused()
    {
        const int Count = 100_000;
        Assert.Equal("4-4", Import(i => Proto.Node(i % 2 == 0 ? "Identity" : "Neg", Name(i), Name(i + 1))).Architecture);
        Assert.Equal("4-4", Import(i => Proto.Node("Add", $"{Name(i)} w", Name(i + 1))).Architecture);
        Assert.Contains("it is behind 256 layers", Refused(i => Proto.Node("Add", $"{Name(i)} x", Name(i + 1))), StringComparison.Ordinal);
        Assert.Contains("it is behind 256 layers", Refused(i => Proto.Node("Mul", $"{Name(i)} {Name(i)}", Name(i + 1))), StringComparison.Ordinal);
        Assert.Contains("takes more than", Refused(i => Proto.Node("Concat", $"{Name(i)} {Name(i)}", Name(i + 1), ("axis", 1))), StringComparison.Ordinal);

        static string Name(int i) => i == 0 ? "x" : i == Count ? "y" : $"v{i}";

        static ImportedNetwork Import(Func<int, NodeProto> node)
        {
            ModelProto model = Proto.Model([4], [.. Enumerable.Range(0, Count).Select(node)]);
            return OnnxImporter.Import((model.Graph.Node[0].Input.Contains("w") ? model.With(Proto.Drawn("w", 1, 4)) : model).Read(), null, "Long");
        }

        static string Refused(Func<int, NodeProto> node)
        {
            Exception exception = Assert.ThrowsAny<Exception>(() => Import(node));
            Assert.True(exception is NotSupportedException or InvalidDataException, exception.ToString());
            return exception.Message;
        }
    }

    [Theory]
    [InlineData("Conv", "x w", "pads", new[] { 65_536, 65_536, 65_536, 65_536 })]
    [InlineData("Conv", "x w", "pads", new[] { -1, 0, 0, 0 })]
    [InlineData("Conv", "x w", "strides", new[] { 0, 1 })]
    [InlineData("Conv", "x w", "dilations", new[] { int.MaxValue, int.MaxValue })]
    [InlineData("MaxPool", "x", "kernel_shape", new[] { int.MaxValue, 1 })]
    [InlineData("AveragePool", "x", "kernel_shape", new[] { 9, 9 })]
    public void Sizes_ThatCannotBe_AreRefused(string operation, string inputs, string attribute, int[] sizes)
    {
        ModelProto model = Proto.Model([2, 4, 4], Proto.Node(operation, inputs, "y", (attribute, sizes)));
        Assert.Throws<InvalidDataException>(() => OnnxImporter.Import((operation == "Conv" ? model.With(Proto.Drawn("w", 1, 3, 2, 2, 2)) : model).Read(), null, "Absurd"));
    }

    /// <summary>Whether the bytes are a network; what is thrown otherwise must be meant.</summary>
    private static bool IsImported(byte[] bytes)
    {
        try
        {
            ImportedNetwork network = OnnxImporter.Import(OnnxModel.Read(new MemoryStream(bytes)), null, "Changed");
            Assert.NotEmpty(network.Spec);
            network.WriteWeights(Stream.Null);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or ArgumentException { ParamName: "output" or "outputs" })
        {
            return false;
        }
    }

    private static void Change(GraphProto graph, Random random)
    {
        NodeProto node = graph.Node[random.Next(graph.Node.Count)];
        TensorProto tensor = graph.Initializer[random.Next(graph.Initializer.Count)];
        long size = Sizes[random.Next(Sizes.Length)];
        switch (random.Next(11))
        {
            case 0 when tensor.Dims.Count > 0:
                tensor.Dims[random.Next(tensor.Dims.Count)] = size;
                break;
            case 1 when tensor.Int64Data.Count > 0:
                tensor.Int64Data[random.Next(tensor.Int64Data.Count)] = size;
                break;
            case 2 when tensor.Dims.Count > 1:
                (tensor.Dims[0], tensor.Dims[^1]) = (tensor.Dims[^1], tensor.Dims[0]);
                break;
            case 3 when node.Attribute.Count > 0 && node.Attribute[random.Next(node.Attribute.Count)] is { Type: AttributeType.Ints, Ints.Count: > 0 } attribute:
                attribute.Ints[random.Next(attribute.Ints.Count)] = size;
                break;
            case 4 when node.Attribute.Count > 0:
                node.Attribute[0].I = size;
                break;
            case 5 when node.Attribute.Count > 0:
                node.Attribute.RemoveAt(random.Next(node.Attribute.Count));
                break;
            case 6 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = graph.Node[random.Next(graph.Node.Count)].Output[0];
                break;
            case 7 when node.Input.Count > 0:
                node.Input.RemoveAt(random.Next(node.Input.Count));
                break;
            case 8:
                node.OpType = graph.Node[random.Next(graph.Node.Count)].OpType;
                break;
            case 9:
                var shape = graph.Input[random.Next(graph.Input.Count)].Type.TensorType.Shape;
                shape.Dim[random.Next(shape.Dim.Count)] = new() { DimValue = size };
                break;
            default:
                graph.Node.Insert(random.Next(graph.Node.Count), graph.Node[random.Next(graph.Node.Count)].Clone());
                break;
        }
    }
}
