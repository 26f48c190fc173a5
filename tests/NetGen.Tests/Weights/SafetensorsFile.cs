using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NetGen.Runtime;

namespace NetGen.Tests.Weights;

/// <summary>Files made by hand, right and wrong, and short ways to save and load.</summary>
internal static class SafetensorsFile
{
    /// <summary>What the smallest network, "1-1", saves as.</summary>
    public const string SmallestHeader =
        """{"__metadata__":{"architecture":"1-1"},"layers.0.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"layers.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";

    public static byte[] Of(string header, params float[] data) => Of(Encoding.UTF8.GetBytes(header), MemoryMarshal.AsBytes<float>(data));

    public static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Save<T>(ParameterLayout layout, T[] parameters)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        WeightsFile.Save<T>(stream, layout, Block(layout, parameters));
        return stream.ToArray();
    }

    public static T[] Load<T>(ParameterLayout layout, Stream stream)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[] block = new T[layout.BlockLength];
        WeightsFile.Load<T>(stream, layout, block);
        T[] parameters = new T[layout.ParameterCount];
        layout.Gather<T>(block, parameters);
        return parameters;
    }

    public static T[] Load<T>(ParameterLayout layout, byte[] file)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Load<T>(layout, new MemoryStream(file));

    public static T[] Block<T>(ParameterLayout layout, T[] parameters)
        where T : unmanaged
    {
        T[] block = new T[layout.BlockLength];
        layout.Scatter<T>(parameters, block);
        return block;
    }
}
