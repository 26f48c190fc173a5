namespace NetGen.Package.Tests;

/// <summary>A folder of its own, in which the dotnet command finds the packages as it does any other.</summary>
/// <param name="package">The package.</param>
internal abstract class ScratchFolder(PackedPackage package) : IDisposable
{
    protected PackedPackage Package { get; } = package;

    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-scratch-").FullName;

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    /// <summary>Runs the dotnet command in it.</summary>
    public Task<Command> Dotnet(params string[] arguments) => Dotnet(arguments, variables: []);

    /// <summary>The same with environment variables.</summary>
    public Task<Command> Dotnet(string[] arguments, params (string Name, string Value)[] variables) =>
        Command.Run(Folder, "dotnet", arguments, [("RestoreAdditionalProjectSources", Package.Feed), .. variables]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
