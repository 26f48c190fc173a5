using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>How large layers and networks may be.</summary>
internal static class LayerRules
{
    /// <summary>The numbers that were written, each by itself.</summary>
    public static void CheckWritten(NetworkSpec spec, FindingList findings)
    {
        foreach (var size in spec.Input)
            Check(size, "The input");
        foreach (var layer in spec.Layers)
        {
            if (layer.Count is { } count)
                Check(count, layer.Name);
        }

        if (Values(spec.Input) > Limits.Units)
        {
            var place = Span(spec.Input);
            findings.Add(FindingTable.InputTooLarge, place, Text(spec, place), Grouped(Values(spec.Input)));
        }

        if (spec.Layers.Count > Limits.Layers)
            findings.Add(FindingTable.TooManyLayers, FromLayer(spec, Limits.Layers), Invariant(spec.Layers.Count));

        void Check(Written<long> size, string name)
        {
            if (!IsAllowed(size))
                findings.Add(FindingTable.UnitsOutOfRange, size.Place, name, Text(spec, size.Place));
        }
    }

    /// <summary>What the layers take together, as far as all numbers are known and allowed.</summary>
    public static void CheckParameters(NetworkSpec spec, IReadOnlyList<Layer> layers, FindingList findings)
    {
        var total = layers.Sum(layer => layer.ParameterCount);
        if (total <= Limits.Parameters || !spec.Layers.All(layer => layer.Count is { } count && IsAllowed(count)) || !spec.Input.All(IsAllowed))
            return;
        var largest = Enumerable.Range(0, layers.Count).OrderByDescending(index => layers[index].ParameterCount).First();
        findings.Add(FindingTable.TooManyParameters, spec.Layers[largest].Count!.Place, Grouped(total), spec.Layers[largest].Name, Grouped(layers[largest].ParameterCount));
    }

    /// <summary>A number of units, 1 where it is unknown or not allowed.</summary>
    public static int Units(Written<long>? size) => size is not null && IsAllowed(size) ? (int)size.Value : 1;

    /// <summary>The shape of the input, one value where it is unknown or not allowed.</summary>
    public static Shape Input(NetworkSpec spec) =>
        spec.Input.Count == 0 || Values(spec.Input) > Limits.Units ? Shape.Of(1) : Shape.Of([.. spec.Input.Select(Units)]);

    private static bool IsAllowed(Written<long> size) => size.Value is >= 1 and <= Limits.Units;

    /// <summary>How many values an input of that shape has, as far as its sizes are allowed; they may be more than an int holds, but hardly more than a long.</summary>
    private static long Values(EquatableArray<Written<long>> sizes) =>
        sizes.Aggregate(1L, (product, size) => Math.Min(product, int.MaxValue) * Units(size));

    private static Place Span(EquatableArray<Written<long>> sizes)
    {
        var start = sizes[0].Place.Start;
        var last = sizes[sizes.Count - 1].Place;
        return new Place(Part.Architecture, start, last.Start + last.Length - start);
    }

    private static Place FromLayer(NetworkSpec spec, int index)
    {
        var start = spec.Layers[index].Count?.Place.Start;
        return start is null
            ? Place.Whole(Part.Architecture)
            : new Place(Part.Architecture, start.Value, spec.Declaration.Architecture!.Length - start.Value);
    }

    private static string Text(NetworkSpec spec, Place place) => spec.Declaration.Architecture!.Substring(place.Start, place.Length);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
