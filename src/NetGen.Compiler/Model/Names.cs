using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>Turns the names that were written into what they name. An unknown name is a finding and gives null, like no name.</summary>
internal sealed class Names(FindingList findings)
{
    public Activation? Hidden(NetworkDeclaration declaration) => Activation(declaration.Hidden, Part.Hidden);

    public Activation? Output(NetworkDeclaration declaration) => Activation(declaration.Output, Part.Output);

    public Loss? Loss(NetworkDeclaration declaration) =>
        Find(declaration.Loss, Part.Loss, Registry.FindLoss, Registry.Losses.Select(loss => loss.Name));

    public Initializer? Initializer(NetworkDeclaration declaration) =>
        Find(declaration.Initializer, Part.Initializer, Registry.FindInitializer, Registry.Initializers.Select(initializer => initializer.Name));

    public Precision? Precision(NetworkDeclaration declaration)
    {
        Precision[] known = [Model.Precision.Single, Model.Precision.Double];
        var found = known.Where(precision => string.Equals(precision.ToString(), declaration.Precision, StringComparison.OrdinalIgnoreCase)).ToList();
        if (declaration.Precision is { } written && found.Count == 0)
            Unknown(written, Part.Precision, known.Select(precision => precision.ToString()));
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>The activation that a layer of the architecture text names.</summary>
    public Activation? Activation(LayerSpec layer)
    {
        if (layer.Activation is not { } written)
            return null;
        Activation? found = Registry.FindActivation(written.Value);
        if (found is null)
            findings.AddUnknown(FindingTable.UnknownActivation, written.Place, layer.Name, written.Value, Registry.Activations.Select(activation => activation.Name.ToLowerInvariant()));
        return found;
    }

    private Activation? Activation(string? written, Part part) =>
        Find(written, part, Registry.FindActivation, Registry.Activations.Select(activation => activation.Name));

    private T? Find<T>(string? written, Part part, Func<string, T?> find, IEnumerable<string> known)
        where T : class
    {
        if (written is null)
            return null;
        T? found = find(written);
        if (found is null)
            Unknown(written, part, known);
        return found;
    }

    private void Unknown(string written, Part part, IEnumerable<string> known) =>
        findings.AddUnknown(FindingTable.UnknownValue, Place.Whole(part), part.ToString(), written, known);
}
