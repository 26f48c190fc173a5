using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Which of the project's weights files is meant: the one at exactly that path, else the only one whose path ends so; and whether it is this network's.</summary>
internal static class WeightsRules
{
    public static WeightsModel? Resolve(NetworkDeclaration declaration, ProjectContext project, FindingList findings)
    {
        if (declaration.Weights is not { } declared)
            return null;

        IReadOnlyList<string> matches = ProjectPath.Matches(declared, Paths(project));
        if (matches.Count > 1)
            findings.Add(FindingTable.WeightsAmbiguous, Place.Whole(Part.Weights), declared, string.Join(", ", matches));
        else if (matches.Count == 0)
            Missing(declared, project, findings);
        return new WeightsModel(declared, matches.Count == 1 ? matches[0] : null);
    }

    /// <summary>Holds the file's header against the network, in the order in which loading does.</summary>
    public static void Fit(NetworkModel model, ProjectContext project, FindingList findings)
    {
        if (project.Weights.FirstOrDefault(file => file.Path == model.Weights?.Resource) is not { Header.Length: > 0 } weights)
            return;
        string? mistake;
        try
        {
            mistake = Mistake(WeightsHeader.Read(weights.Header), model);
        }
        catch (FormatException exception)
        {
            mistake = exception.Message;
        }

        if (mistake is not null)
            findings.Add(FindingTable.WeightsDoNotFit, Shipping(project), Place.Whole(Part.Weights), weights.Path, model.Host.Name, OneLine(mistake));
    }

    private static string? Mistake(WeightsHeader header, NetworkModel model)
    {
        if (header.Architecture is { } found && found != model.Architecture)
            return $"expected weights of '{model.Architecture}', found those of '{found}'";

        var tensors = header.Tensors.ToDictionary(tensor => tensor.Name);
        string type = model.Precision == Precision.Single ? "F32" : "F64";
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            Layer layer = model.Nodes[index].Layer;
            foreach (Tensor tensor in layer.Tensors.Concat(layer.Buffers))
            {
                if (Take($"{LayerSpec.NameOf(index)}.{tensor.Name}", tensor.Shape.Dimensions) is { } mistake)
                    return mistake;
            }
        }

        return tensors.Keys.FirstOrDefault(name => !IsCounter(name)) is { } extra ? $"expected no other tensors, found '{extra}'" : null;

        // What PyTorch counts batches in beside running statistics is passed over.
        bool IsCounter(string name)
        {
            const string Counter = ".num_batches_tracked";
            return name.EndsWith(Counter, StringComparison.Ordinal) && header.Tensors.Any(tensor => tensor.Name == name.Substring(0, name.Length - Counter.Length) + ".running_mean");
        }

        string? Take(string name, IReadOnlyList<int> shape)
        {
            if (!tensors.TryGetValue(name, out WeightsHeader.Tensor? tensor))
                return $"expected a tensor '{name}', found {Names(header.Tensors)}";
            tensors.Remove(name);
            if (!tensor.Shape.SequenceEqual(shape.Select(size => (double)size)))
                return $"tensor '{name}': expected shape {Text(shape)}, found {Text(tensor.Shape)}";
            return tensor.Type != type ? $"tensor '{name}': expected dtype {type}, found {tensor.Type}" : null;
        }
    }

    /// <summary>Names in a broken file can be anything.</summary>
    private static string OneLine(string text)
    {
        const int Longest = 400;
        string line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length > Longest ? line.Substring(0, Longest) + "…" : line;
    }

    private static string Names(IReadOnlyList<WeightsHeader.Tensor> tensors)
    {
        const int Most = 8;
        return tensors.Count == 0 ? "none" : string.Join(", ", tensors.Take(Most).Select(tensor => tensor.Name)) + (tensors.Count > Most ? $" and {tensors.Count - Most} more" : "");
    }

    private static string Text<T>(IEnumerable<T> shape)
        where T : IFormattable => $"[{string.Join(", ", shape.Select(size => size.ToString(null, CultureInfo.InvariantCulture)))}]";

    private static void Missing(string declared, ProjectContext project, FindingList findings)
    {
        IEnumerable<string> names = Paths(project).Concat(Paths(project).Select(ProjectPath.FileName));
        Correction? correction = Suggestion.Correct(declared, names);
        string advice = Suggestion.Advise(correction, "Pretrained throws until the program that trains the network has saved it there");
        findings.Add(FindingTable.WeightsMissing, Shipping(project), Place.Whole(Part.Weights), correction, declared, advice);
    }

    /// <summary>A warning while building, as the program that makes the weights must build first.</summary>
    private static Severity Shipping(ProjectContext project) => project.RequiresWeights ? Severity.Error : Severity.Warning;

    private static IEnumerable<string> Paths(ProjectContext project) => project.Weights.Select(file => file.Path);
}
