using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Generator;

/// <summary>Where the parts of a declaration stand in a *.netgen.json file.</summary>
internal static class FileLocations
{
    /// <summary>Null where the file does not say it, or there is no file.</summary>
    public static Location? Find(SpecFile? file, Place place) =>
        file is not null && JsonSpec.Read(file.Text, new FindingList()).Find(place) is { } found ? At(file, found.Start, found.Length) : null;

    /// <summary>What the file does not say is about the class that it names, or about the file as a whole.</summary>
    public static Location FindOrWhole(SpecFile file, Place place) =>
        Find(file, place) ?? Find(file, Place.Whole(Part.Name)) ?? At(file, 0, 0);

    private static Location At(SpecFile file, int start, int length)
    {
        var span = new TextSpan(start, length);
        return Location.Create(file.FullPath, span, SourceText.From(file.Text).Lines.GetLinePositionSpan(span));
    }
}
