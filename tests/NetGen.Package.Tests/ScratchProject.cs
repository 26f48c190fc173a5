namespace NetGen.Package.Tests;

/// <summary>A console project in a folder of its own that references the package as a user's project does.</summary>
internal sealed class ScratchProject : ScratchFolder
{
    /// <summary>Creates the project. Warnings are errors in it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="properties">MSBuild properties.</param>
    public ScratchProject(PackedPackage package, string program, string properties = "<TargetFramework>net10.0</TargetFramework>")
        : base(package)
    {
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

    /// <summary>Runs what "dotnet build" made for .NET 10, in the project's folder.</summary>
    public Task<Command> Run(params string[] arguments) => Dotnet([Path.Combine("bin", "Debug", "net10.0", "App.dll"), .. arguments]);
}
