using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>A network in error, of which only the public surface is emitted, so that one error stays one error.</summary>
/// <param name="Host">The user's class.</param>
/// <param name="Keyword">What it was declared as: <c>class</c>, <c>struct</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Interface">What it implements, or null where members are missing for that.</param>
/// <param name="Members">The public members that the class can take.</param>
/// <param name="Explicit">The declarations that the interface needs beside them.</param>
/// <param name="InputSize">1 where unknown, as are the other two.</param>
internal sealed record BrokenNetwork(
    HostType Host,
    string Keyword,
    string? Interface,
    EquatableArray<Member> Members,
    EquatableArray<string> Explicit,
    int InputSize,
    int OutputSize,
    int ParameterCount)
{
    /// <summary>The surface that fits what the user declared, or null for a class that no other file can add to.</summary>
    public static BrokenNetwork? Of(Outline outline, HostDeclaration host, ProjectContext project)
    {
        if ((host.Traits & (HostTraits.Static | HostTraits.FileLocal)) != 0 || host.TakenBy is not null)
            return null;
        outline = outline with { Host = outline.Host with { Name = host.Name + host.TypeParameters } };

        var all = Model.Members.Of(outline).ToList();
        var fitting = all.Where(member => Fits(member, host)).ToList();
        bool canImplement = (host.Traits & (HostTraits.Abstract | HostTraits.RequiredMembers | HostTraits.HiddenLibrary)) == 0;
        bool implements = fitting.Count == all.Count && host.Keyword == "class" && canImplement && project.OldLanguage is null;
        return new BrokenNetwork(
            outline.Host,
            host.Keyword,
            implements ? Model.Members.Interface(outline) : null,
            new EquatableArray<Member>(fitting),
            implements ? new EquatableArray<string>(Model.Members.Explicit(outline)) : EquatableArray<string>.Empty,
            outline.InputSize,
            outline.OutputSize,
            outline.ParameterCount);
    }

    /// <summary>The whole surface of a class that takes it all.</summary>
    public static BrokenNetwork Of(Outline outline) => new(
        outline.Host,
        "class",
        Model.Members.Interface(outline),
        new EquatableArray<Member>(Model.Members.Of(outline)),
        new EquatableArray<string>(Model.Members.Explicit(outline)),
        outline.InputSize,
        outline.OutputSize,
        outline.ParameterCount);

    private static bool Fits(Member member, HostDeclaration host)
    {
        bool callsOther = member.Type is null && (host.Traits & (HostTraits.PrimaryConstructor | HostTraits.BaseNeedsArguments)) != 0;
        bool isNamedLikeClass = member.Type is not null && member.Name == host.Name;
        bool isClonedByLanguage = member.Name == "Clone" && host.Keyword.StartsWith("record", StringComparison.Ordinal);
        bool namesHidden = (host.Traits & HostTraits.HiddenLibrary) != 0 && member.Signature.Contains("global::NetGen.");
        return !callsOther && !isNamedLikeClass && !isClonedByLanguage && !namesHidden && !host.Members.Any(member.Clashes);
    }
}
