using Microsoft.Build.Framework;

namespace NetGen.Tasks;

/// <summary>
/// Puts the beginning of each weights file on its item, for the generator, which must not read files. It is what stands in front
/// of the data: 8 bytes that say how long the header is, and the header. Training the same network again leaves it as it is.
/// </summary>
public sealed class ReadWeightsHeaders : ITask
{
    /// <summary>Of more than 64 layers' tensors; a longer header is left to the program that loads the file.</summary>
    private const int LongestHeader = 1 << 16;

    private const int LengthBytes = sizeof(ulong);

    /// <summary>Set by MSBuild.</summary>
    public IBuildEngine? BuildEngine { get; set; }

    /// <summary>Set by MSBuild.</summary>
    public ITaskHost? HostObject { get; set; }

    /// <summary>The weights files; each gets the metadata NetGenHeader, in base 64, "=" for no bytes at all, empty where it is too long or unreadable.</summary>
    [Required]
    [Output]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Never fails: a file that cannot be read now is one for the compiler that embeds it.</summary>
    public bool Execute()
    {
        foreach (ITaskItem file in Files)
            file.SetMetadata("NetGenHeader", Read(file.GetMetadata("FullPath")));
        return true;
    }

    private static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] start = Read(stream, LengthBytes);
            ulong length = 0;
            for (int index = start.Length - 1; index >= 0; index--)
                length = (length << 8) | start[index];

            // A length beyond the file's end is a mistake that its 8 bytes show.
            bool isWhole = length <= (ulong)(stream.Length - start.Length);
            if (isWhole && length > LongestHeader)
                return "";
            byte[] header = isWhole ? Read(stream, (int)length) : [];
            return start.Length == 0 ? "=" : Convert.ToBase64String(start.Concat(header).ToArray());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>So many bytes, or as many as there are.</summary>
    private static byte[] Read(FileStream stream, int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        for (int read = -1; read != 0 && filled < count; filled += read)
            read = stream.Read(bytes, filled, count - filled);
        Array.Resize(ref bytes, filled);
        return bytes;
    }
}
