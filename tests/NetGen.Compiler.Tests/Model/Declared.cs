using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Tests.Model;

/// <summary>Declarations as a user of the compiler would make them.</summary>
internal static class Declared
{
    public static readonly HostDeclaration Host = new(
        "Demo",
        EquatableArray<OuterType>.Empty,
        "class",
        "Net",
        "",
        "Demo.Net",
        HostTraits.Partial,
        EquatableArray<DeclaredMember>.Empty);

    public static Analysis Analyze(NetworkDeclaration declaration, ProjectContext? project = null) =>
        NetworkCompiler.Analyze(declaration, Host, project ?? ProjectContext.Empty);

    /// <summary>The model of a declaration about which there is nothing to say.</summary>
    public static NetworkModel Model(NetworkDeclaration declaration, ProjectContext? project = null)
    {
        var analysis = Analyze(declaration, project);
        Assert.Empty(analysis.Findings);
        return analysis.Model!;
    }

    public static NetworkModel Model(string architecture) => Model(new NetworkDeclaration { Architecture = architecture });

    /// <summary>The model of a file.</summary>
    public static NetworkModel Graph(string json)
    {
        SpecFile file = SpecFile.Read("net.netgen.json", "net.netgen.json", json);
        return Model(new NetworkDeclaration { Spec = file.Path }, ProjectContext.Empty with { Specs = new([file]) });
    }
}
