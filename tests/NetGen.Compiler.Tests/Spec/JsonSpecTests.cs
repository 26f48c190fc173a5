using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Tests.Spec;

public class JsonSpecTests
{
    private const string Text = """{ "architecture": "2-\u0033:relu-2", "classes": ["a", "bc"], "trace": true, "name": "" }""";

    /// <summary>What a place of the declaration is in the file: a whole value, or characters of a string, however they are written.</summary>
    [Theory]
    [InlineData(nameof(Part.Architecture), 0, -1, "\"2-\\u0033:relu-2\"")]
    [InlineData(nameof(Part.Architecture), 0, 1, "2")]
    [InlineData(nameof(Part.Architecture), 2, 1, "\\u0033")]
    [InlineData(nameof(Part.Architecture), 4, 4, "relu")]
    [InlineData(nameof(Part.Architecture), 9, 1, "2")]
    [InlineData(nameof(Part.Architecture), 10, 0, "")]
    [InlineData(nameof(Part.Architecture), 9, 2, "\"2-\\u0033:relu-2\"")]
    [InlineData(nameof(Part.Classes), 0, -1, "[\"a\", \"bc\"]")]
    [InlineData(nameof(Part.Classes), 0, 1, "[\"a\", \"bc\"]")]
    [InlineData(nameof(Part.ClassName), 0, -1, "\"a\"")]
    [InlineData(nameof(Part.ClassName), 1, -1, "\"bc\"")]
    [InlineData(nameof(Part.Trace), 0, -1, "true")]
    [InlineData(nameof(Part.Name), 0, 0, "")]
    [InlineData(nameof(Part.File), 3, 2, "ar")]
    [InlineData(nameof(Part.Loss), 0, -1, null)]
    public void Find_GivesTheCharactersOfTheFile(string part, int start, int length, string? characters)
    {
        (int Start, int Length)? found = JsonSpec.Read(Text, new FindingList()).Find(new Place(Enum.Parse<Part>(part), start, length));
        Assert.Equal(characters, found is { } place ? Text.Substring(place.Start, place.Length) : null);
    }

    [Fact]
    public void Find_KnowsNoNamesOfClassesWhereThereAreNone() =>
        Assert.Null(JsonSpec.Read("""{ "architecture": "2-3" }""", new FindingList()).Find(Place.Whole(Part.ClassName)));

    /// <summary>What is there, or was meant to be, is not missing, too.</summary>
    [Theory]
    [InlineData("{ }", true)]
    [InlineData("{ \"name\": \"Net\" }", false)]
    [InlineData("{ \"nam\": \"Net\" }", false)]
    [InlineData("{ \"name\": 5 }", false)]
    [InlineData("{ ", false)]
    public void Lacks_SaysWhatIsMissing(string text, bool lacks) => Assert.Equal(lacks, JsonSpec.Read(text, new FindingList()).Lacks(Part.Name));
}
