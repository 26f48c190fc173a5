using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>How large layers and networks may be.</summary>
internal static class LayerRules
{
    public static void Check(NetworkSpec spec, FindingList findings)
    {
        foreach (var layer in spec.Layers)
        {
            if (layer.Size is { Value: < 1 or > Limits.Units } size)
                findings.Add(FindingTable.UnitsOutOfRange, size.Place, layer.Name, Text(spec, size.Place));
        }

        if (spec.Layers.Count - 1 > Limits.Layers)
            findings.Add(FindingTable.TooManyLayers, FromLayer(spec, Limits.Layers + 1), Invariant(spec.Layers.Count - 1));

        if (spec.Layers.All(layer => layer.Size is { Value: >= 1 and <= Limits.Units }))
            CheckParameters(spec, findings);
    }

    /// <summary>The number of parameters, as far as the sizes are known and allowed.</summary>
    public static long Parameters(NetworkSpec spec) => Enumerable.Range(1, Math.Max(0, spec.Layers.Count - 1)).Sum(index => Parameters(spec, index));

    private static void CheckParameters(NetworkSpec spec, FindingList findings)
    {
        var total = Parameters(spec);
        if (total <= Limits.Parameters)
            return;
        var largest = Enumerable.Range(1, spec.Layers.Count - 1).OrderByDescending(index => Parameters(spec, index)).First();
        findings.Add(
            FindingTable.TooManyParameters,
            spec.Layers[largest].Size!.Place,
            Grouped(total),
            spec.Layers[largest].Name,
            Grouped(Parameters(spec, largest)));
    }

    private static long Parameters(NetworkSpec spec, int index) => (long)Units(spec.Layers[index]) * (Units(spec.Layers[index - 1]) + 1);

    /// <summary>The size of a layer, 1 where it is unknown or not allowed.</summary>
    public static int Units(LayerSpec layer) => layer.Size is { Value: >= 1 and <= Limits.Units and var units } ? (int)units : 1;

    private static Place FromLayer(NetworkSpec spec, int index)
    {
        var start = spec.Layers[index].Size?.Place.Start;
        return start is null
            ? Place.Whole(Part.Architecture)
            : new Place(Part.Architecture, start.Value, spec.Declaration.Architecture!.Length - start.Value);
    }

    private static string Text(NetworkSpec spec, Place place) => spec.Declaration.Architecture!.Substring(place.Start, place.Length);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
