using System.Numerics;
using System.Text;
using NetGen.Runtime;
using NetGen.Tests.Runtime;

namespace NetGen.Tests.Weights;

public sealed class RoundTripTests
{
    private static readonly int[][] Shapes = [[1, 1], [2, 3, 2], [4, 6, 3], [17, 33, 9, 5], [300, 257]];

    [Fact]
    public void Load_GivesWhatWasSaved_InSingle() => Array.ForEach(Shapes, GivesWhatWasSaved<float>);

    [Fact]
    public void Load_GivesWhatWasSaved_InDouble() => Array.ForEach(Shapes, GivesWhatWasSaved<double>);

    [Fact]
    public void Save_WritesTheseBytesForEver()
    {
        byte[] expected = SafetensorsFile.Of(SafetensorsFile.SmallestHeader.PadRight(176), 0.5f, -2f);
        Assert.Equal(expected, SafetensorsFile.Save(Layouts.Smallest, [0.5f, -2f]));
        Assert.Equal(0, expected.Length % 8);
    }

    [Fact]
    public void Header_IsPaddedToEightBytes_AndListsTheTensorsInOrder()
    {
        byte[] file = SafetensorsFile.Save(Layouts.Iris, Numbers<double>(Layouts.Iris));
        int length = (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """
            {"__metadata__":{"architecture":"4-6:relu-3:softmax"},
            "layers.0.weight":{"dtype":"F64","shape":[6,4],"data_offsets":[0,192]},
            "layers.0.bias":{"dtype":"F64","shape":[6],"data_offsets":[192,240]},
            "layers.1.weight":{"dtype":"F64","shape":[3,6],"data_offsets":[240,384]},
            "layers.1.bias":{"dtype":"F64","shape":[3],"data_offsets":[384,408]}}
            """.Replace("\n", "", StringComparison.Ordinal),
            header.TrimEnd(' '));
        Assert.Equal(8 + length + 51 * 8, file.Length);
    }

    /// <summary>Letters of any language as they are; whatever the text is like otherwise, only the names count.</summary>
    [Fact]
    public void ClassNames_StandInTheMetadata()
    {
        ParameterLayout named = new("1-1", Layouts.Smallest.Tensors.ToArray()) { Classes = new[] { "groß", "\"<," } };
        string written = Encoding.UTF8.GetString(SafetensorsFile.Save(named, [1f, 2f]));

        Assert.Contains("""{"architecture":"1-1","classes":"[\"groß\",\"\\\"<,\"]"}""", written, StringComparison.Ordinal);
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(named, SafetensorsFile.Save(named, [1f, 2f])));
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(named, SafetensorsFile.Save(Layouts.Smallest, [1f, 2f])));
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(Layouts.Smallest, SafetensorsFile.Save(named, [1f, 2f])));
        string spaced = SafetensorsFile.SmallestHeader.Replace("\"1-1\"", "\"1-1\"," + """ "classes":"[ \"gro\\u00df\", \"\\\"<,\" ]" """, StringComparison.Ordinal);
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(named, SafetensorsFile.Of(spaced, 1, 2)));
    }

    [Fact]
    public void Bytes_DependOnTheParametersAlone_NotOnTheLayout()
    {
        ParameterLayout other = Layouts.Of(Layouts.Iris.Architecture, [4, 6, 3], panel: 16, multiple: 16, transposedPanel: 0);
        Assert.Equal(SafetensorsFile.Save(Layouts.Iris, Numbers<float>(Layouts.Iris)), SafetensorsFile.Save(other, Numbers<float>(other)));
    }

    [Fact]
    public void Load_TakesOtherOrders_OtherMetadata_AndNoMetadata()
    {
        // As Python's safetensors writes it: names sorted, so that the bias comes first.
        const string Tensors = """ "layers.0.bias":{"shape":[1],"dtype":"F32","data_offsets":[0,4]},"layers.0.weight":{"data_offsets":[4,8],"dtype":"F32","shape":[1,1]}}   """;
        Assert.Equal([7, 8], SafetensorsFile.Load<float>(Layouts.Smallest, SafetensorsFile.Of("{" + Tensors, 8, 7)));
        Assert.Equal([7, 8], SafetensorsFile.Load<float>(Layouts.Smallest, SafetensorsFile.Of("""{"__metadata__":{"format":"pt"},""" + Tensors, 8, 7)));
    }

    [Fact]
    public void Load_RefreshesTransposedCopies()
    {
        float[] numbers = Numbers<float>(Layouts.Iris);
        float[] block = new float[Layouts.Iris.BlockLength];
        WeightsFile.Load<float>(new MemoryStream(SafetensorsFile.Save(Layouts.Iris, numbers)), Layouts.Iris, block);
        Assert.Equal(SafetensorsFile.Block(Layouts.Iris, numbers), block);
    }

    [Fact]
    public void Load_StartsWhereTheStreamStands_AndSaveLeavesItOpen()
    {
        var stream = new MemoryStream();
        stream.WriteByte(99);
        WeightsFile.Save<float>(stream, Layouts.Smallest, SafetensorsFile.Block(Layouts.Smallest, [1f, 2f]));
        stream.Position = 1;
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(Layouts.Smallest, stream));
    }

    [Fact]
    public void LoadResource_ReadsAnEmbeddedFile()
    {
        float[] block = new float[Layouts.Smallest.BlockLength];
        WeightsFile.LoadResource<float>(typeof(RoundTripTests).Assembly, "Weights/smallest.safetensors", Layouts.Smallest, block);
        Assert.Equal(SafetensorsFile.Block(Layouts.Smallest, [0.5f, -2f]), block);
    }

    [Fact]
    public void LoadResource_SaysWhatIsMissing()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => WeightsFile.LoadResource<float>(typeof(RoundTripTests).Assembly, "iris.safetensors", Layouts.Iris, new float[Layouts.Iris.BlockLength]));
        Assert.Equal(
            "No weights file 'iris.safetensors' was embedded when this project was built. Save one there, then build again.",
            exception.Message);
    }

    private static void GivesWhatWasSaved<T>(int[] sizes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ParameterLayout layout = Layouts.Of(string.Join('-', sizes), sizes, panel: 8, multiple: 8, transposedPanel: 8);
        T[] numbers = Numbers<T>(layout);
        Assert.Equal(numbers, SafetensorsFile.Load<T>(layout, SafetensorsFile.Save(layout, numbers)));
    }

    private static T[] Numbers<T>(ParameterLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new PortableRandom(layout.ParameterCount);
        T[] numbers = [.. Enumerable.Range(0, layout.ParameterCount).Select(_ => T.CreateTruncating(random.NextGaussian()))];
        numbers[0] = T.NegativeZero;
        numbers[^1] = T.Epsilon;
        return numbers;
    }
}
