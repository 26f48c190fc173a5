using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Benchmarks.Generation;

/// <summary>What the generator has made of a compilation.</summary>
internal static class Emitted
{
    /// <summary>The files of the driver's last run.</summary>
    /// <exception cref="InvalidOperationException">The generator failed, or found something wrong.</exception>
    public static IReadOnlyList<GeneratedSourceResult> Sources(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        return result.Exception is null && result.Diagnostics.IsEmpty && !result.GeneratedSources.IsEmpty
            ? result.GeneratedSources
            : throw new InvalidOperationException($"The generator: {result.Exception?.Message ?? string.Join('\n', result.Diagnostics)}");
    }

    /// <summary>Bytes of the files, in UTF-8.</summary>
    public static int SourceBytes(GeneratorDriver driver) => Sources(driver).Sum(source => Encoding.UTF8.GetByteCount(source.SourceText.ToString()));

    /// <summary>Bytes of the bodies of all methods, compiled for release; the user's own file has none.</summary>
    /// <exception cref="InvalidOperationException">The emitted files do not compile.</exception>
    public static int IntermediateLanguageBytes(GeneratorDriver driver, Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.AddSyntaxTrees(Sources(driver).Select(source => source.SyntaxTree)).Emit(image);
        if (!result.Success)
            throw new InvalidOperationException($"The emitted files do not compile:\n{string.Join('\n', result.Diagnostics)}");
        image.Position = 0;
        using var reader = new PEReader(image);
        MetadataReader metadata = reader.GetMetadataReader();
        return metadata.MethodDefinitions
            .Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0)
            .Sum(address => reader.GetMethodBody(address).GetILReader().Length);
    }
}
