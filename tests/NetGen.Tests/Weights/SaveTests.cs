using NetGen.Runtime;
using NetGen.Tests.Runtime;

namespace NetGen.Tests.Weights;

public sealed class SaveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-").FullName;

    private string SavedFile => Path.Combine(_folder, "net.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_ReplacesTheFile_AndLeavesNothingBeside()
    {
        Save(1, 2);
        Save(3, 4);
        Assert.Equal([3, 4], Load());
        Assert.Equal([SavedFile], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Save_WorksWithARelativePath()
    {
        string path = Path.GetRelativePath(Environment.CurrentDirectory, SavedFile);
        WeightsFile.Save<float>(path, Layouts.Smallest, SafetensorsFile.Block(Layouts.Smallest, [5f, 6f]));
        Assert.Equal([5, 6], Load());
    }

    [Fact]
    public void AtomicFile_LeavesTheOldFile_WhenWritingFails()
    {
        Save(1, 2);
        byte[] before = File.ReadAllBytes(SavedFile);
        Assert.Throws<IOException>(() => AtomicFile.Write(SavedFile, stream =>
        {
            stream.Write([1, 2, 3]);
            stream.Flush();
            throw new IOException("The disk is full.");
        }));
        Assert.Equal(before, File.ReadAllBytes(SavedFile));
        Assert.Equal([SavedFile], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AtomicFile_ShowsNothingUntilAllIsWritten()
    {
        Save(1, 2);
        AtomicFile.Write(SavedFile, stream =>
        {
            stream.Write([1, 2, 3]);
            stream.Flush();
            Assert.Equal([1, 2], Load());
        });
        Assert.Equal([1, 2, 3], File.ReadAllBytes(SavedFile));
    }

    [Fact]
    public void AtomicFile_NamesTheFile_NotTheOneBeside()
    {
        string beside = "";
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.Write(SavedFile, _ =>
        {
            beside = Assert.Single(Directory.GetFileSystemEntries(_folder));
            throw new IOException($"No space left on device : '{beside}'");
        }));
        Assert.Equal($"Cannot save '{SavedFile}': No space left on device : '{SavedFile}'. Nothing was changed.", exception.Message);
        Assert.DoesNotContain(beside, exception.ToString());
    }

    [Fact]
    public void AtomicFile_TidiesUp_WhenTheRenameFails()
    {
        Assert.Throws<IOException>(() => AtomicFile.Write(SavedFile, _ => Directory.CreateDirectory(SavedFile)));
        Assert.Equal([SavedFile], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Save_OverAFolder_IsRefused()
    {
        Directory.CreateDirectory(SavedFile);
        Assert.Equal(
            $"Cannot save '{SavedFile}': a folder has that name. Name a file in it.",
            Assert.Throws<IOException>(() => Save(1, 2)).Message);
    }

    [Fact]
    public void Save_IntoAFolderThatDoesNotExist_IsRefused()
    {
        string folder = Path.Combine(_folder, "no"), path = Path.Combine(folder, "net.safetensors");
        Assert.Equal(
            $"Cannot save '{path}': the folder '{folder}' does not exist. Create it first.",
            Assert.Throws<DirectoryNotFoundException>(() => Save(path)).Message);

        File.WriteAllText(folder, "");
        Assert.Equal(
            $"Cannot save '{path}': '{folder}' is a file, not a folder. Save into a folder.",
            Assert.Throws<DirectoryNotFoundException>(() => Save(path)).Message);
    }

    [Fact]
    public void Save_WhereWritingIsNotAllowed_IsRefused()
    {
        UnauthorizedAccessException exception = Assert.Throws<UnauthorizedAccessException>(
            () => AtomicFile.Write(SavedFile, _ => throw new UnauthorizedAccessException("Access to the path is denied.")));
        Assert.Equal(
            $"Cannot save '{SavedFile}': writing into the folder '{_folder}' is not allowed. Save into another one. Nothing was changed.",
            exception.Message);
    }

    [Fact]
    public void Save_WhileSomebodyReads_LeavesThemTheOldContent()
    {
        Save(1, 2);
        using var reader = new FileStream(SavedFile, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Save(3, 4);
        Assert.Equal([1, 2], SafetensorsFile.Load<float>(Layouts.Smallest, reader));
        Assert.Equal([3, 4], Load());
    }

    [Theory]
    [InlineData(float.NaN, 2, "Tensor 'layers.0.weight' holds NaN at [0, 0]; expected finite numbers. Nothing was saved.")]
    [InlineData(1, float.PositiveInfinity, "Tensor 'layers.0.bias' holds Infinity at [0]; expected finite numbers. Nothing was saved.")]
    public void Save_RefusesWhatCouldNotBeLoaded(float weight, float bias, string message)
    {
        Save(1, 2);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Save(weight, bias)).Message);
        Assert.Equal([1, 2], Load());
        var stream = new MemoryStream();
        Assert.Throws<InvalidOperationException>(() => WeightsFile.Save<float>(stream, Layouts.Smallest, SafetensorsFile.Block(Layouts.Smallest, [weight, bias])));
        Assert.Equal(0, stream.Length);
    }

    private static void Save(string path) => WeightsFile.Save<float>(path, Layouts.Smallest, new float[Layouts.Smallest.BlockLength]);

    private void Save(float weight, float bias) =>
        WeightsFile.Save<float>(SavedFile, Layouts.Smallest, SafetensorsFile.Block(Layouts.Smallest, [weight, bias]));

    private float[] Load()
    {
        using FileStream stream = File.OpenRead(SavedFile);
        return SafetensorsFile.Load<float>(Layouts.Smallest, stream);
    }
}
