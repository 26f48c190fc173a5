using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Spec;

/// <summary>
/// Takes a declaration apart: in goes what was written, on the class or in a file, out comes the same as one, with its texts as
/// syntax. It knows the languages of the texts but not their meaning; what is no word of them is a finding with its exact place.
/// </summary>
internal static class SpecReader
{
    private static readonly GraphSpec Nothing = new(EquatableArray<InputSpec>.Empty, EquatableArray<LayerSpec>.Empty, EquatableArray<Written<string>>.Empty);

    public static NetworkSpec Read(NetworkDeclaration declaration, HostDeclaration host, ProjectContext project, FindingList findings)
    {
        IReadOnlyList<SpecFile> files = SpecFile.AttachedTo(declaration, host.Name, project);
        NetworkDeclaration whole = files.Count == 1 ? Join(declaration, files[0], host, findings) : declaration;
        if (files.Count > 1)
        {
            findings.Add(FindingTable.SpecAmbiguous, Where(declaration), host.Name, string.Join(", ", files.Select(file => file.Path)));
            whole = whole with { IsRejected = true };
        }
        else if (files.Count == 0 && declaration.Spec is { } missing)
        {
            IEnumerable<string> names = project.Specs.SelectMany(file => new[] { file.Path, ProjectPath.FileName(file.Path) });
            Correction? correction = Suggestion.Correct(missing, names);
            findings.Add(FindingTable.SpecMissing, Place.Whole(Part.Spec), correction, missing, Suggestion.Advise(correction, "a spec is a *.netgen.json file of the project"));
            whole = whole with { IsRejected = true };
        }

        return new NetworkSpec(whole, whole.Architecture is { } text ? ArchitectureParser.Parse(text, findings) : whole.Graph ?? Nothing);
    }

    /// <summary>What attribute and file say together; what both say is a finding.</summary>
    private static NetworkDeclaration Join(NetworkDeclaration attribute, SpecFile file, HostDeclaration host, FindingList findings)
    {
        var json = JsonSpec.Read(file.Text, findings);
        NetworkDeclaration other = json.Declaration;
        foreach (JsonKey key in JsonKey.All)
        {
            if (key.Part is { } part && attribute[part] is not null && other[part] is not null)
                findings.Add(FindingTable.RepeatedKey, Place.Whole(part), part.ToString(), key.Name, file.Path);
        }

        if (attribute.Architecture is not null && other.Graph is not null)
            findings.Add(FindingTable.RepeatedKey, Place.Whole(Part.Architecture), nameof(Part.Architecture), "layers", file.Path);
        CheckName(json, file, host, findings);
        return attribute with
        {
            Architecture = attribute.Architecture ?? other.Architecture,
            Graph = other.Graph,
            Hidden = attribute.Hidden ?? other.Hidden,
            Output = attribute.Output ?? other.Output,
            Loss = attribute.Loss ?? other.Loss,
            Initializer = attribute.Initializer ?? other.Initializer,
            InitializerScale = attribute.InitializerScale ?? other.InitializerScale,
            InitialBias = attribute.InitialBias ?? other.InitialBias,
            Precision = attribute.Precision ?? other.Precision,
            Weights = attribute.Weights ?? other.Weights,
            Classes = attribute.Classes ?? other.Classes,
            Trace = attribute.Trace ?? other.Trace,
            Training = attribute.Training ?? other.Training,
            IsRejected = attribute.IsRejected || other.IsRejected,
        };
    }

    private static void CheckName(JsonSpec json, SpecFile file, HostDeclaration host, FindingList findings)
    {
        if (host.Origin == HostOrigin.Attribute)
        {
            foreach (Part part in new[] { Part.Name, Part.Namespace })
            {
                if (json.Find(Place.Whole(part)) is not null)
                    findings.Add(FindingTable.NameOfAttached, Place.Whole(part), file.Path, host.Name, part.ToString().ToLowerInvariant());
            }

            return;
        }

        if (json.Lacks(Part.Name))
            findings.Add(FindingTable.NameMissing, new Place(Part.File, 0, 0), file.Path);
        if (json.Name is { } name && !Identifier.IsValid(name))
            findings.Add(FindingTable.NotAnIdentifier, Place.Whole(Part.Name), name, "a class");
        if (json.Namespace is { } space && !Identifier.IsNamespace(space))
            findings.Add(FindingTable.NotAnIdentifier, Place.Whole(Part.Namespace), space, "a namespace");
        if (host.TakenBy is { } other)
            findings.Add(FindingTable.NameTaken, Place.Whole(Part.Name), host.Name, other);
    }

    private static Place Where(NetworkDeclaration declaration) => Place.Whole(declaration.Spec is null ? Part.Declaration : Part.Spec);
}
