namespace NetGen.Package.Tests;

/// <summary>A console project in a folder of its own that references the package as a user's project does.</summary>
internal sealed class ScratchProject : IDisposable
{
    private readonly PackedPackage _package;

    /// <summary>Creates the project. Warnings are errors in it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="properties">MSBuild properties.</param>
    public ScratchProject(PackedPackage package, string program, string properties = "<TargetFramework>net10.0</TargetFramework>")
    {
        _package = package;
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetGen" Version="{package.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-scratch-").FullName;

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    /// <summary>Runs the dotnet command in the project's folder.</summary>
    public Task<Command> Dotnet(params string[] arguments) => Dotnet(arguments, variables: []);

    /// <summary>The same with environment variables.</summary>
    public Task<Command> Dotnet(string[] arguments, params (string Name, string Value)[] variables) =>
        Command.Run(Folder, "dotnet", arguments, [("RestoreAdditionalProjectSources", _package.Feed), .. variables]);

    /// <summary>Runs what "dotnet build" made for .NET 10, in the project's folder.</summary>
    public Task<Command> Run(params string[] arguments) => Dotnet([Path.Combine("bin", "Debug", "net10.0", "App.dll"), .. arguments]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
