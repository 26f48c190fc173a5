using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which of the project's weights files is meant: the one at exactly that path, else the only one whose path ends so.</summary>
internal static class WeightsRules
{
    public static WeightsModel? Resolve(NetworkDeclaration declaration, ProjectContext project, FindingList findings)
    {
        if (declaration.Weights is not { } declared)
            return null;

        var matches = ProjectPath.Matches(declared, project.Weights);
        if (matches.Count > 1)
            findings.Add(FindingTable.WeightsAmbiguous, Place.Whole(Part.Weights), declared, string.Join(", ", matches));
        else if (matches.Count == 0)
            Missing(declared, project, findings);
        return new WeightsModel(declared, matches.Count == 1 ? matches[0] : null);
    }

    private static void Missing(string declared, ProjectContext project, FindingList findings)
    {
        var names = project.Weights.Concat(project.Weights.Select(ProjectPath.FileName));
        var advice = Suggestion.Nearest(declared, names) is { } nearest
            ? $"did you mean '{nearest}'?"
            : "Pretrained throws until the program that trains the network has saved it there";
        findings.Add(FindingTable.WeightsMissing, project.RequiresWeights ? Severity.Error : Severity.Warning, Place.Whole(Part.Weights), declared, advice);
    }
}
