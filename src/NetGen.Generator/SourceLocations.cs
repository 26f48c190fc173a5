using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>Where the parts of an attributed class stand in the source.</summary>
internal sealed class SourceLocations(TypeDeclarationSyntax declaration, AttributeSyntax attribute)
{
    /// <summary>Of the members that the host declaration lists.</summary>
    public IReadOnlyList<Location> Members { get; set; } = [];

    /// <param name="file">The JSON file that says what the attribute does not, or null.</param>
    public Location Find(Place place, SpecFile? file) => place.Part switch
    {
        Part.Declaration => attribute.GetLocation(),
        Part.Class => declaration.Identifier.GetLocation(),
        Part.Outer => declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().ElementAt(place.Start).Identifier.GetLocation(),
        Part.Member => Members[place.Start],
        Part.ClassName when Argument(Part.Classes) is { } names => Element(names, place.Start).GetLocation(),
        _ when Argument(place.Part) is { } argument => Within(argument, place),
        _ => FileLocations.Find(file, place) ?? attribute.GetLocation(),
    };

    private ExpressionSyntax? Argument(Part part) => attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
        part == Part.Architecture ? argument.NameEquals is null : argument.NameEquals?.Name.Identifier.ValueText == part.ToString())?.Expression;

    /// <summary>An element of an array that is written out, else the whole expression.</summary>
    private static SyntaxNode Element(ExpressionSyntax array, int index)
    {
        IReadOnlyList<SyntaxNode> elements = array switch
        {
            CollectionExpressionSyntax collection => collection.Elements,
            ImplicitArrayCreationExpressionSyntax created => created.Initializer.Expressions,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            _ => [],
        };
        return index < elements.Count ? elements[index] : array;
    }

    private static Location Within(ExpressionSyntax argument, Place place)
    {
        TextSpan? characters = place.IsWhole ? null : StringLiteral.Find(argument, place.Start, place.Length);
        return characters is { } span ? Location.Create(argument.SyntaxTree, span) : argument.GetLocation();
    }
}
