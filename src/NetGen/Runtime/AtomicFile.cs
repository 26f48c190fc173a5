namespace NetGen.Runtime;

/// <summary>Writes a file so that whoever opens it finds the old content or the new, never a part, even after a power cut.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes; leaves it as it was when that throws.</summary>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">A folder has the file's name, or writing failed.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        RequirePlace(path, full);

        // In the same folder, as only a rename within one volume happens in one step.
        string beside = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception exception)
        {
            Delete(beside);

            // The system's sentence names the file beside, of which the caller knows nothing.
            throw exception switch
            {
                UnauthorizedAccessException => new UnauthorizedAccessException(
                    $"Cannot save '{path}': writing into the folder '{Path.GetDirectoryName(full)}' is not allowed. Save into another one. Nothing was changed."),
                IOException => new IOException(
                    $"Cannot save '{path}': {exception.Message.Replace(beside, full, StringComparison.Ordinal).TrimEnd('.')}. Nothing was changed.", exception.HResult),
                _ => exception,
            };
        }
    }

    private static void RequirePlace(string path, string full)
    {
        if (Directory.Exists(full))
            throw new IOException($"Cannot save '{path}': a folder has that name. Name a file in it.");
        string? folder = Path.GetDirectoryName(full);
        if (File.Exists(folder))
            throw new DirectoryNotFoundException($"Cannot save '{path}': '{folder}' is a file, not a folder. Save into a folder.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Cannot save '{path}': the folder '{folder}' does not exist. Create it first.");
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller is about to see why writing failed, which says more than why tidying up did.
        }
    }
}
