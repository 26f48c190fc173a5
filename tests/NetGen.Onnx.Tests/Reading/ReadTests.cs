using Google.Protobuf;
using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>What a model is read as, and what is said of files that are none.</summary>
public sealed class ReadTests
{
    [Theory]
    [InlineData("JumperHard.onnx", 9, "obs [?, 152]; state_ins [?]", "output [?, 3]; state_outs [?]")]
    [InlineData("3DBall.onnx", 9, "obs_0 [?, 8]", "version_number [1]; memory_size [1]; continuous_actions [?, 2]; continuous_action_output_shape [1]; deterministic_continuous_actions [?, 2]")]
    [InlineData("mnist-12.onnx", 12, "Input3 [1, 1, 28, 28]", "Plus214_Output_0 [1, 10]")]
    [InlineData("micro_kws_m_static_fp32.onnx", 15, "serving_default_input:0 [1, 1960]", "StatefulPartitionedCall:0 [1, 10]")]
    [InlineData("ACASXU_run2a_1_2_batch_2000.onnx", 8, "input [1, 1, 1, 5]", "linear_7_Add [1, 5]")]
    [InlineData("ferroflow_mlp_dynamo.onnx", 18, "input [?, 784]", "output [?, 10]")]
    [InlineData("aircraft_lstm_keras.onnx", 13, "input_layer [?, 30, 17]", "output_0 [?, 1]")]
    public void Read_GivesInputsAndOutputsWithoutTheWeights(string file, long opset, string inputs, string outputs)
    {
        var model = OnnxModel.Read(ModelFiles.Of(file));

        Assert.Equal((opset, inputs, outputs), (model.Opset, string.Join("; ", model.Inputs), string.Join("; ", model.Outputs)));
        Assert.NotEmpty(model.Producer);
    }

    [Theory]
    [InlineData("JumperHard.onnx")]
    [InlineData("BallChase.onnx")]
    [InlineData("3DBall.onnx")]
    [InlineData("Basic.onnx")]
    [InlineData("GridFoodCollector.onnx")]
    [InlineData("Sorter.onnx")]
    [InlineData("mnist-12.onnx")]
    [InlineData("micro_kws_m_static_fp32.onnx")]
    [InlineData("ACASXU_run2a_1_2_batch_2000.onnx")]
    [InlineData("ferroflow_mlp_dynamo.onnx")]
    [InlineData("aircraft_lstm_keras.onnx")]
    public void Weights_AreAllRead(string file)
    {
        var model = OnnxModel.Read(ModelFiles.Of(file));
        Assert.All(model.Proto.Graph.Initializer, proto =>
        {
            Tensor tensor = model.Tensors.Read(proto);
            Assert.Equal(proto.Dims.Select(size => (int)size), tensor.Shape);
            Assert.Equal(tensor.Shape.Aggregate(1, (product, size) => product * size), tensor.Values.Length);
            Assert.All(tensor.Values, value => Assert.True(double.IsFinite(value)));
        });
    }

    /// <summary>Whatever it is cut to, the opset is missing at least, which stands last.</summary>
    [Fact]
    public void Read_OfEveryTruncatedFile_IsRefused()
    {
        byte[] bytes = File.ReadAllBytes(ModelFiles.Of("Basic.onnx"));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void Read_OfDamagedFiles_GivesAModelOrRefuses()
    {
        byte[] bytes = File.ReadAllBytes(ModelFiles.Of("Basic.onnx"));
        var random = new Random(1);
        int refused = 0;
        for (int attempt = 0; attempt < 3000; attempt++)
        {
            byte[] damaged = [.. bytes];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                var model = OnnxModel.Read(new MemoryStream(damaged));
                foreach (TensorProto tensor in model.Proto.Graph.Initializer)
                    model.Tensors.Read(tensor);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 300, 2900);
    }

    [Theory]
    [InlineData("", "the model: expected an ONNX model, found no bytes at all.")]
    [InlineData("08", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 1.")]
    [InlineData("3A7F", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 2.")]
    [InlineData("0801", "the model: expected a graph, found none. The file is damaged or no ONNX model.")]
    [InlineData("3A00", "the model: expected one version of ONNX's operators, found 0.")]
    [InlineData("0D00000000", "the model: at byte 0: found field 'onnx.ModelProto.ir_version' as Fixed32; expected Varint. The file is damaged or no ONNX model.")]
    [InlineData("3A040A022005", "the model: at byte 4: found field 'onnx.NodeProto.op_type' as Varint; expected LengthDelimited. The file is damaged or no ONNX model.")]
    [InlineData("3A040A001005", "the model: at byte 4: found field 'onnx.GraphProto.name' as Varint; expected LengthDelimited. The file is damaged or no ONNX model.")]
    [InlineData("0A00", "the model: at byte 0: found field 'onnx.ModelProto.ir_version' as LengthDelimited; expected Varint. The file is damaged or no ONNX model.")]
    [InlineData("0300", "the model: at byte 0: found field 0, which does not exist. The file is damaged or no ONNX model.")]
    [InlineData("0B00", "the model: at byte 0: found field 'onnx.ModelProto.ir_version' as StartGroup; expected Varint. The file is damaged or no ONNX model.")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "the model: at byte 11: found a number of more than 64 bits. The file is damaged or no ONNX model.")]
    [InlineData("A006", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 2.")]
    [InlineData("A00605", "the model: expected a graph, found none. The file is damaged or no ONNX model.")]
    [InlineData("A50601020304", "the model: expected a graph, found none. The file is damaged or no ONNX model.")]
    [InlineData("A506010203", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 5.")]
    [InlineData("A1060102030405060708", "the model: expected a graph, found none. The file is damaged or no ONNX model.")]
    [InlineData("A10601020304050607", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 9.")]
    [InlineData("A20602FFFF", "the model: expected a graph, found none. The file is damaged or no ONNX model.")]
    [InlineData("A306A406", "the model: at byte 0: found field 100 as StartGroup, which this format does not have. The file is damaged or no ONNX model.")]
    [InlineData("08013AFFFFFFFF07", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 8.")]
    [InlineData("3AFFFFFFFF0F", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 6.")]
    [InlineData("3A020A05", "the model: the file is truncated, or no ONNX model: something goes on where it ends at byte 4.")]
    public void Read_OfOtherBytes_SaysWhatIsThere(string hexadecimal, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new MemoryStream(Convert.FromHexString(hexadecimal)))).Message);

    [Fact]
    public void Read_OfMessagesWithinMessages_IsBounded()
    {
        byte[] bytes = Nested(3000);
        Assert.Contains("nested more than 64 deep", Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);

        Assert.Contains("found 0", Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new MemoryStream(Nested(63)))).Message, StringComparison.Ordinal);
        Assert.Contains("nested", Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new MemoryStream(Nested(66)))).Message, StringComparison.Ordinal);

        // A graph's node's attribute's graph, and so on.
        static byte[] Nested(int depth)
        {
            byte[] message = [];
            for (int level = 0; level < depth; level++)
                message = Field(level % 3 == 0 ? 6 : level % 3 == 1 ? 5 : 1, message);
            return Field(7, message);
        }

        static byte[] Field(int number, byte[] content)
        {
            using var stream = new MemoryStream();
            using (var output = new CodedOutputStream(stream, leaveOpen: true))
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(content));
            }
            return stream.ToArray();
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(27)]
    public void Read_OfAnotherOpset_IsRefused(int version)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Proto.Model([2], Proto.Node("Relu", "x", "y")).WithOpset(version).Read());
        Assert.Equal($"the model: expected version 7 to 26 of ONNX's operators (opset), found {version}. Export the model again with one of those.", exception.Message);
    }

    [Fact]
    public void Read_OfNoFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => OnnxModel.Read(ModelFiles.Of("none.onnx")));
}
