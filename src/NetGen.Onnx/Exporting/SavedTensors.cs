using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace NetGen.Onnx.Exporting;

/// <summary>All tensors of a network as its file has them: parameters, and what goes with them.</summary>
internal static class SavedTensors
{
    /// <exception cref="InvalidOperationException">One is NaN or infinite.</exception>
    public static Dictionary<string, ImportedTensor> Of<TSelf, T>(IInference<TSelf, T> network)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = new MemoryStream();
        network.Save(file);
        ReadOnlySpan<byte> bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes), start = sizeof(long) + length;
        using var header = JsonDocument.Parse(bytes.Slice(sizeof(long), length).ToArray());
        Dictionary<string, ImportedTensor> tensors = [];
        foreach (JsonProperty tensor in header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            int[] shape = Numbers(tensor.Value, "shape"), offsets = Numbers(tensor.Value, "data_offsets");
            tensors[tensor.Name] = new(tensor.Name, shape, Values(bytes[(start + offsets[0])..(start + offsets[1])], typeof(T) == typeof(double)));
        }
        return tensors;
    }

    private static int[] Numbers(JsonElement tensor, string key) => [.. tensor.GetProperty(key).EnumerateArray().Select(number => number.GetInt32())];

    private static double[] Values(ReadOnlySpan<byte> bytes, bool isDouble)
    {
        double[] values = new double[bytes.Length / (isDouble ? sizeof(double) : sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            values[i] = isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }
}
