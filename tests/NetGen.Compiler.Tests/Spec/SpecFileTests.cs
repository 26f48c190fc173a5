using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Tests.Spec;

public class SpecFileTests
{
    /// <summary>Names of files that are emitted differ in more than case, and a class belongs to the first file that declares it.</summary>
    [Theory]
    [InlineData("a.netgen.json", "Demo.Net", "Demo.Net-json", null)]
    [InlineData("b.netgen.json", "Demo.Net", "Demo.Net-json-2", "a.netgen.json")]
    [InlineData("c.netgen.json", "Demo.net", "Demo.net-json-3", null)]
    [InlineData("d.netgen.json", "Net", "Net-json", null)]
    [InlineData("e.netgen.json", "e.netgen.json", "e.netgen.json-json", null)]
    [InlineData("f/f.netgen.json", "f.netgen.json", "f/f.netgen.json-json-2", null)]
    [InlineData("g.netgen.json", "g.netgen.json", "g.netgen.json-json-3", null)]
    public void Host_IsTheClassOfTheFile(string path, string name, string hint, string? takenBy)
    {
        SpecFile[] files =
        [
            File("g.netgen.json", "\"name\": \"2\""), File("f/f.netgen.json", "\"name\": \"class\", \"namespace\": \"Demo\""), File("e.netgen.json", "\"namespace\": \"Demo\""),
            File("d.netgen.json", "\"name\": \"Net\""), File("c.netgen.json", "\"name\": \"net\", \"namespace\": \"Demo\""),
            File("b.netgen.json", "\"name\": \"Net\", \"namespace\": \"Demo\""), File("a.netgen.json", "\"name\": \"Net\", \"namespace\": \"Demo\""),
        ];
        HostDeclaration host = files.Single(file => file.Path == path).Host(ProjectContext.Empty with { Specs = new(files) });
        Assert.Equal(name, host.Namespace.Length > 0 ? $"{host.Namespace}.{host.Name}" : host.Name);
        Assert.Equal((hint, takenBy, HostOrigin.File, HostTraits.Partial, "class", ""), (host.HintName, host.TakenBy, host.Origin, host.Traits, host.Keyword, host.TypeParameters));
    }

    [Theory]
    [InlineData("Net", true)]
    [InlineData("_net9\u00e9", true)]
    [InlineData("a\u0301\u0903\u203f\u2160", true)]
    [InlineData("n\u0661", true)]
    [InlineData("", false)]
    [InlineData("9", false)]
    [InlineData("a-b", false)]
    [InlineData("a b", false)]
    [InlineData("a\u20ac", false)]
    [InlineData("abstract", false)]
    [InlineData("while", false)]
    [InlineData("file", false)]
    [InlineData("dynamic", false)]
    [InlineData("A.B", false)]
    public void Identifier_NamesAClass(string name, bool isValid) => Assert.Equal(isValid, Identifier.IsValid(name));

    [Theory]
    [InlineData("", true)]
    [InlineData("A", true)]
    [InlineData("A.B", true)]
    [InlineData("A.", false)]
    [InlineData(".A", false)]
    [InlineData("A.class", false)]
    public void Identifier_NamesANamespace(string name, bool isValid) => Assert.Equal(isValid, Identifier.IsNamespace(name));

    private static SpecFile File(string path, string names) => SpecFile.Read(path, "/" + path, $"{{ {names}, \"architecture\": \"2-3\" }}");
}
