using System.Buffers.Binary;
using System.Text.Json;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>Reads a safetensors file that others wrote, whatever its tensors are called and whichever type of numbers they have.</summary>
internal static class SafetensorsFile
{
    /// <summary>How many batches a norm has seen: the one tensor of PyTorch's that says nothing of what a model computes.</summary>
    private const string Counter = "num_batches_tracked";

    private const string Metadata = "__metadata__";
    private const string Foreign = "The file is damaged, or no safetensors file.";

    /// <summary>What the header says of a tensor: its bytes are those from <paramref name="Begin"/> to before <paramref name="End"/> behind the header.</summary>
    private sealed record Entry(string Name, string Type, long[] Shape, long Begin, long End);

    /// <exception cref="InvalidDataException">The file is damaged, or none.</exception>
    /// <exception cref="NotSupportedException">It has numbers of another type.</exception>
    public static StateDict Read(Source source)
    {
        byte[] bytes = File.ReadAllBytes(source.Path);
        if (bytes.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var length && length > (ulong)(bytes.Length - sizeof(ulong)))
            throw source.Broken($"expected a safetensors file, found {bytes.Length} bytes that do not hold the header that they promise. {Foreign}");
        int data = sizeof(ulong) + (int)length;
        (IReadOnlyList<Entry> entries, string? architecture) = ReadHeader(bytes.AsMemory(sizeof(ulong), (int)length), source);
        RequireWhole(entries, source, bytes.Length - data);
        Entry[] counters = [.. entries.Where(tensor => tensor.Name.Split('.')[^1] == Counter)];
        Entry[] weights = [.. entries.Except(counters)];
        if (weights.Length == 0)
            throw source.Broken("expected the tensors of a model, found none.");
        List<SourceTensor> tensors = [.. weights.Select(tensor => Read(tensor, bytes.AsSpan(data), source))];
        string[] types = [.. weights.Select(tensor => tensor.Type).Distinct()];
        List<string> report = [$"{source.Name}: {weights.Length} tensors of {string.Join(", ", types)}"];
        if (counters.Length > 0)
            report.Add($"left out: {string.Join(", ", counters.Select(counter => counter.Name))}, which no output depends on");
        if (types.Any(type => type is "F16" or "BF16"))
            report.Add($"numbers: {string.Join(", ", types.Where(type => type is "F16" or "BF16"))} became F32, each exactly the same");
        return new(tensors, architecture, types.Contains("F64"), report);
    }

    private static (IReadOnlyList<Entry> Tensors, string? Architecture) ReadHeader(ReadOnlyMemory<byte> utf8, Source source)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(utf8);
            string? architecture = null;
            List<Entry> tensors = [];
            HashSet<string> names = [];
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw source.Broken($"expected a header with the names of tensors, found {json.RootElement.ValueKind}. {Foreign}");
            foreach (JsonProperty member in json.RootElement.EnumerateObject())
            {
                if (!names.Add(member.Name))
                    throw source.Broken($"expected each name once, found '{member.Name}' twice.");
                if (member.Name == Metadata)
                    architecture = member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("architecture", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
                else
                    tensors.Add(ReadEntry(member, source));
            }
            return (tensors, architecture);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw source.Broken($"expected a header in JSON, found something else. {Foreign}");
        }
    }

    private static Entry ReadEntry(JsonProperty member, Source source)
    {
        string where = $"tensor '{member.Name}'";
        string type = member.Value.Member("dtype", JsonValueKind.String, where, source).GetString()!;
        long[] shape = Numbers("shape"), offsets = Numbers("data_offsets");
        return offsets.Length == 2 ? new(member.Name, type, shape, offsets[0], offsets[1]) : throw source.Broken($"{where}, data_offsets: expected two numbers, found {offsets.Length}.");

        long[] Numbers(string key) => [.. member.Value.Member(key, JsonValueKind.Array, where, source).EnumerateArray().Select(number =>
            number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long whole) && whole >= 0 ? whole : throw source.Broken($"{where}, {key}: expected whole numbers, found {number}."))];
    }

    /// <summary>The tensors stand one behind the other and fill the file.</summary>
    private static void RequireWhole(IReadOnlyList<Entry> entries, Source source, long found)
    {
        long position = 0;
        foreach (Entry tensor in entries.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
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

    private static int SizeOf(Entry tensor, Source source) => tensor.Type switch
    {
        "F32" => 4,
        "F64" => 8,
        "F16" or "BF16" => 2,
        "I64" when tensor.Name.Split('.')[^1] == Counter => 8,
        _ => throw source.Unsupported($"tensor '{tensor.Name}': expected numbers of type F32, F64, F16 or BF16, found {tensor.Type}. Leave it out of what is saved, or convert the model by model.float()."),
    };

    private static SourceTensor Read(Entry tensor, ReadOnlySpan<byte> data, Source source)
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
