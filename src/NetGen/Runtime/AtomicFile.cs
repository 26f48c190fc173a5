namespace NetGen.Runtime;

/// <summary>Writes a file so that whoever opens it finds the old content or the new, never a part, even after a power cut.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes; leaves it as it was when that throws.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // In the same folder, as only a rename within one volume happens in one step.
        string beside = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            Delete(beside);
            throw;
        }
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
