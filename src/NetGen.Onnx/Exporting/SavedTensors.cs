using System.Buffers.Binary;
using NetGen.Runtime;

namespace NetGen.Onnx.Exporting;

/// <summary>All tensors of a network as its file has them: parameters, and what goes with them.</summary>
internal static class SavedTensors
{
    /// <exception cref="InvalidOperationException">One is NaN or infinite.</exception>
    public static Dictionary<string, ImportedTensor> Of(Action<Stream> save, bool isDouble)
    {
        using var file = new MemoryStream();
        save(file);
        ReadOnlySpan<byte> bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        var header = SafetensorsHeader.Parse(bytes, out int data);
        Dictionary<string, ImportedTensor> tensors = [];
        foreach (SafetensorsHeader.Tensor tensor in header.Tensors)
        {
            ReadOnlySpan<byte> own = bytes[(data + (int)tensor.Begin)..(data + (int)tensor.End)];
            tensors[tensor.Name] = new(tensor.Name, [.. tensor.Shape.Select(size => (int)size)], Values(own, isDouble));
        }
        return tensors;
    }

    private static double[] Values(ReadOnlySpan<byte> bytes, bool isDouble)
    {
        double[] values = new double[bytes.Length / (isDouble ? sizeof(double) : sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            values[i] = isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }
}
