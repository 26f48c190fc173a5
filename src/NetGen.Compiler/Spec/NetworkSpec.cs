using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Spec;

/// <summary>What was written, taken apart: the declaration with its architecture as layers.</summary>
/// <param name="Graph">The input and what comes after it, as far as it could be read.</param>
internal sealed record NetworkSpec(NetworkDeclaration Declaration, GraphSpec Graph)
{
    public EquatableArray<InputSpec> Inputs => Graph.Inputs;

    public EquatableArray<LayerSpec> Layers => Graph.Layers;

    /// <summary>A number as it was written.</summary>
    public string Text(Written<long> number) => number.Place.Part == Part.Architecture
        ? Declaration.Architecture!.Substring(number.Place.Start, number.Place.Length)
        : number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
