using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which classes can carry a network.</summary>
internal static class HostRules
{
    public static void Check(HostDeclaration host, Outline outline, FindingList findings)
    {
        Check(FindingTable.NotPartial, (host.Traits & HostTraits.Partial) == 0);
        Check(FindingTable.Static, (host.Traits & HostTraits.Static) != 0);
        Check(FindingTable.Abstract, (host.Traits & HostTraits.Abstract) != 0);
        Check(FindingTable.FileLocal, (host.Traits & HostTraits.FileLocal) != 0);
        Check(FindingTable.PrimaryConstructor, (host.Traits & HostTraits.PrimaryConstructor) != 0 && host.Keyword == "class");
        Check(FindingTable.Struct, host.Keyword == "struct");
        Check(FindingTable.Record, host.Keyword.StartsWith("record", StringComparison.Ordinal));
        Check(FindingTable.BaseNeedsArguments, (host.Traits & HostTraits.BaseNeedsArguments) != 0);
        Check(FindingTable.RequiredMembers, (host.Traits & HostTraits.RequiredMembers) != 0);
        Check(FindingTable.Generic, host.TypeParameters.Length > 0);

        if ((host.Traits & HostTraits.HiddenLibrary) != 0)
            findings.Add(FindingTable.HiddenLibrary, Place.Whole(Part.Name), host.Name);

        for (int i = 0; i < host.Outer.Count; i++)
        {
            if (!host.Outer[i].IsPartial)
                findings.Add(FindingTable.OuterNotPartial, Place.Whole(Part.Outer, i), host.Outer[i].Name, host.Name, host.Outer[i].Declaration);
        }

        var generated = Members.Of(outline).ToList();
        Check(FindingTable.ClassClash, generated.Any(member => member.Type is not null && member.Name == host.Name));
        for (int i = 0; i < host.Members.Count; i++)
        {
            DeclaredMember declared = host.Members[i];
            if (Members.Private.Contains(declared.Name) || generated.Any(member => member.Clashes(declared)))
                findings.Add(FindingTable.MemberClash, Place.Whole(Part.Member, i), host.Name, declared.ToString());
        }

        void Check(FindingKind kind, bool isWrong)
        {
            if (isWrong)
                findings.Add(kind, Place.Whole(Part.Class), host.Name);
        }
    }

    public static HostType Type(HostDeclaration host) =>
        new(host.Namespace, new EquatableArray<string>(host.Outer.Select(outer => "partial " + outer.Declaration)), host.Name, FullName(host), host.HintName)
        {
            IsDeclaredHere = host.Origin == HostOrigin.File,
        };

    private static string FullName(HostDeclaration host) =>
        ((host.Namespace.Length > 0 ? host.Namespace + "." : "") + string.Concat(host.Outer.Select(outer => outer.FullName + "+")) + host.Name).Replace("@", "");
}
