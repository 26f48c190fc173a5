using System.IO.Compression;
using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests;

/// <summary>ONNX's own tests of its operators: the files of each by name.</summary>
internal static class NodeCases
{
    public static Dictionary<string, Dictionary<string, byte[]>> All { get; } = Unpack();

    /// <summary>The tensors of a case that are an "input" or an "output".</summary>
    public static IEnumerable<Tensor> Tensors(Dictionary<string, byte[]> files, string kind)
    {
        for (int i = 0; files.TryGetValue($"{kind}_{i}.pb", out byte[]? bytes); i++)
            yield return new TensorReader(null).Read(TensorProto.Parser.ParseFrom(bytes));
    }

    private static Dictionary<string, Dictionary<string, byte[]>> Unpack()
    {
        Dictionary<string, Dictionary<string, byte[]>> cases = [];
        using ZipArchive archive = ZipFile.OpenRead(ModelFiles.Of("onnx-node.zip"));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string[] parts = entry.FullName.Split('/');
            string name = parts.First(part => part.StartsWith("test_", StringComparison.Ordinal));
            using Stream stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            if (!cases.TryGetValue(name, out var files))
                cases[name] = files = [];
            files[parts[^1]] = copy.ToArray();
        }
        return cases;
    }
}
