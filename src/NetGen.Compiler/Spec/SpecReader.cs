using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec;

/// <summary>
/// Takes a declaration apart: in goes what was written, out comes the same with its texts as syntax. It knows the language
/// of the texts but not their meaning; what is no word of that language is a finding with its exact place.
/// </summary>
internal static class SpecReader
{
    public static NetworkSpec Read(NetworkDeclaration declaration, FindingList findings) =>
        new(declaration, declaration.Architecture is { } text ? ArchitectureParser.Parse(text, findings) : EquatableArray<LayerSpec>.Empty);
}
