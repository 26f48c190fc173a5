using System.Buffers.Binary;
using NetGen.Runtime;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>Reads a safetensors file that others wrote, whatever its tensors are called and whichever type of numbers they have.</summary>
internal static class SafetensorsFile
{
    /// <summary>How many batches a norm has seen: the one tensor of PyTorch's that says nothing of what a model computes.</summary>
    private const string Counter = "num_batches_tracked";

    /// <exception cref="InvalidDataException">The file is damaged, or none.</exception>
    /// <exception cref="NotSupportedException">It has numbers of another type.</exception>
    public static StateDict Read(Source source)
    {
        byte[] bytes = File.ReadAllBytes(source.Path);
        SafetensorsHeader header = Header(bytes, source, out int data);
        IReadOnlyList<SafetensorsHeader.Tensor> entries = header.Tensors;
        RequireWhole(entries, source, bytes.Length - data);
        SafetensorsHeader.Tensor[] counters = [.. entries.Where(tensor => tensor.Name.Split('.')[^1] == Counter)];
        SafetensorsHeader.Tensor[] weights = [.. entries.Except(counters)];
        if (weights.Length == 0)
            throw source.Broken("expected the tensors of a model, found none.");
        List<SourceTensor> tensors = [.. weights.Select(tensor => Read(tensor, bytes.AsSpan(data), source))];
        string[] types = [.. weights.Select(tensor => tensor.Type).Distinct()];
        List<string> report = [$"{source.Name}: {weights.Length} tensors of {string.Join(", ", types)}"];
        if (counters.Length > 0)
            report.Add($"left out: {string.Join(", ", counters.Select(counter => counter.Name))}, which no output depends on");
        if (types.Any(type => type is "F16" or "BF16"))
            report.Add($"numbers: {string.Join(", ", types.Where(type => type is "F16" or "BF16"))} became F32, each exactly the same");
        return new(tensors, header.Metadata.GetValueOrDefault(SafetensorsHeader.ArchitectureKey), types.Contains("F64"), report);
    }

    private static SafetensorsHeader Header(byte[] bytes, Source source, out int data)
    {
        try
        {
            return SafetensorsHeader.Parse(bytes, out data);
        }
        catch (InvalidDataException exception)
        {
            throw source.Broken(exception.Message);
        }
    }

    /// <summary>The tensors stand one behind the other and fill the file.</summary>
    private static void RequireWhole(IReadOnlyList<SafetensorsHeader.Tensor> entries, Source source, long found)
    {
        long position = 0;
        foreach (SafetensorsHeader.Tensor tensor in entries.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            long count = 1;
            foreach (long size in tensor.Shape)
                count = size == 0 || count <= found / size ? count * size : throw source.Broken($"tensor '{tensor.Name}': expected a shape of at most {found} values, found [{string.Join(", ", tensor.Shape)}].");
            if (tensor.Begin != position || tensor.End - tensor.Begin != count * SizeOf(tensor, source))
                throw source.Broken($"tensor '{tensor.Name}', data_offsets: expected {position} and {position + count * SizeOf(tensor, source)}, found {tensor.Begin} and {tensor.End}.");
            position = tensor.End;
        }
        if (position != found)
            throw source.Broken($"expected {position} bytes of data, found {found}. The file is damaged, or was not copied to its end.");
    }

    private static int SizeOf(SafetensorsHeader.Tensor tensor, Source source) => tensor.Type switch
    {
        "F32" => 4,
        "F64" => 8,
        "F16" or "BF16" => 2,
        "I64" when tensor.Name.Split('.')[^1] == Counter => 8,
        _ => throw source.Unsupported($"tensor '{tensor.Name}': expected numbers of type F32, F64, F16 or BF16, found {tensor.Type}. Leave it out of what is saved, or convert the model by model.float()."),
    };

    private static SourceTensor Read(SafetensorsHeader.Tensor tensor, ReadOnlySpan<byte> data, Source source)
    {
        if (tensor.Shape.Contains(0))
            throw source.Unsupported($"tensor '{tensor.Name}': expected values, found a shape of [{string.Join(", ", tensor.Shape)}].");
        int size = SizeOf(tensor, source);
        ReadOnlySpan<byte> bytes = data[(int)tensor.Begin..(int)tensor.End];
        double[] values = new double[bytes.Length / size];
        for (int index = 0; index < values.Length; index++)
        {
            ReadOnlySpan<byte> number = bytes.Slice(index * size, size);
            values[index] = tensor.Type switch
            {
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(number),
                "F64" => BinaryPrimitives.ReadDoubleLittleEndian(number),
                "F16" => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(number) << 16),
            };
        }
        return new(tensor.Name, Array.ConvertAll(tensor.Shape, dimension => (int)dimension), values);
    }
}
