using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec;

namespace NetGen.Compiler.Model;

/// <summary>How large layers and networks may be.</summary>
internal static class LayerRules
{
    /// <summary>The numbers that were written, each by itself.</summary>
    public static void CheckWritten(NetworkSpec spec, Precision precision, FindingList findings)
    {
        foreach (Written<long> size in spec.Inputs.SelectMany(input => input.Size))
            Check(size, "The input");
        foreach (LayerSpec layer in spec.Layers)
        {
            if (layer.Count is { } count)
                Check(count, layer.Name);
            foreach (Written<long> size in layer.Size)
                CheckOption(layer, layer.Kind.Syntax.Size!, 1, layer.Kind.Syntax.MostSize, size);
            foreach (KeyValuePair<string, Written<long>> option in layer.Options)
            {
                LayerOption known = Meaning(layer, option.Key);
                CheckOption(layer, known.Meaning, known.Least, Limits.Units, option.Value);
            }

            foreach (WrittenNumbers numbers in layer.Numbers)
            {
                foreach (Written<double> number in numbers.Values)
                    NumberRules.CheckFinite(number.Value, number.Place, $"The {numbers.Key} of {layer.Name}", precision, findings);
            }
        }

        long values = spec.Inputs.Sum(input => Values(input.Size));
        if (values > Limits.Units)
            findings.Add(FindingTable.InputTooLarge, Span(spec.Inputs), string.Join(" and ", spec.Inputs.Select(input => string.Join("x", input.Size.Select(spec.Text)))), Grouped(values));

        if (spec.Layers.Count > Limits.Layers)
            findings.Add(FindingTable.TooManyLayers, FromLayer(spec, Limits.Layers), Invariant(spec.Layers.Count));

        void CheckOption(LayerSpec layer, string meaning, int least, int most, Written<long> number)
        {
            if (!IsInRange(number, least, most))
                findings.Add(FindingTable.OptionOutOfRange, number.Place, layer.Name, meaning, spec.Text(number), Invariant(least), Grouped(most));
        }

        void Check(Written<long> size, string name)
        {
            if (!IsAllowed(size))
                findings.Add(FindingTable.UnitsOutOfRange, size.Place, name, spec.Text(size));
        }
    }

    /// <summary>What the layers take together, as far as all numbers are known and allowed.</summary>
    public static void CheckParameters(NetworkSpec spec, IReadOnlyList<Layer> layers, FindingList findings)
    {
        long total = layers.Sum(layer => layer.ParameterCount);
        if (total <= Limits.Parameters || !spec.Layers.All(IsKnown) || !spec.Inputs.All(input => input.Size.All(IsAllowed)))
            return;
        int largest = Enumerable.Range(0, layers.Count).OrderByDescending(index => layers[index].ParameterCount).First();
        findings.Add(FindingTable.TooManyParameters, spec.Layers[largest].Count?.Place ?? spec.Layers[largest].Place, Grouped(total), spec.Layers[largest].Name, Grouped(layers[largest].ParameterCount));
    }

    /// <summary>The layer with 1 for units that are unknown or not allowed; null where its channels or other numbers of it are.</summary>
    public static LayerSpec? Known(LayerSpec layer)
    {
        if (layer.Kind.Syntax.Size is not null && layer.Count is { } channels && !IsAllowed(channels))
            return null;
        if (!layer.IsRead && (layer.Kind.Syntax.Size is not null || layer.Place.Part == Part.File) || !layer.Size.All(size => IsInRange(size, 1, layer.Kind.Syntax.MostSize)) || !layer.Options.All(option => IsInRange(option.Value, Meaning(layer, option.Key).Least)) || !layer.Numbers.All(numbers => numbers.Values.All(number => !double.IsInfinity(number.Value))))
            return null;
        return layer with { Count = new Written<long>(Units(layer.Count), layer.Count?.Place ?? layer.Place) };
    }

    private static LayerOption Meaning(LayerSpec layer, string word) => layer.Kind.Syntax.Options.First(known => known.Word == word);

    private static bool IsInRange(Written<long> number, int least, int most = Limits.Units) => number.Value >= least && number.Value <= most;

    private static bool IsKnown(LayerSpec layer) => layer.IsRead && (layer.Count is null || IsAllowed(layer.Count));

    /// <summary>A number of units, 1 where it is unknown or not allowed.</summary>
    public static int Units(Written<long>? size) => size is not null && IsAllowed(size) ? (int)size.Value : 1;

    /// <summary>The shape of the input, one value where it is unknown or not allowed.</summary>
    public static Shape Input(InputSpec input) =>
        input.Size.Count == 0 || Values(input.Size) > Limits.Units ? Shape.Of(1) : Shape.Of([.. input.Size.Select(Units)]);

    /// <summary>Whether layers can be held against the shape of an input: of one size even 1 in its place tells what else is wrong with them.</summary>
    public static bool IsKnown(InputSpec input) => input.Size.Count <= 1 || input.Size.All(IsAllowed);

    private static bool IsAllowed(Written<long> size) => IsInRange(size, 1);

    /// <summary>How many values an input of that shape has, as far as its sizes are allowed; they may be more than an int holds, but hardly more than a long.</summary>
    private static long Values(EquatableArray<Written<long>> sizes) =>
        sizes.Aggregate(1L, (product, size) => Math.Min(product, int.MaxValue) * Units(size));

    private static Place Span(IReadOnlyList<InputSpec> inputs)
    {
        var places = inputs.SelectMany(input => input.Size).Select(size => size.Place).ToList();
        Place last = places[places.Count - 1];
        return places[0] with { Length = last.Start + last.Length - places[0].Start };
    }

    private static Place FromLayer(NetworkSpec spec, int index)
    {
        if (spec.Declaration.Architecture is null)
            return spec.Layers[index].Place;
        int? start = spec.Layers[index].Count?.Place.Start;
        return start is null
            ? Place.Whole(Part.Architecture)
            : new Place(Part.Architecture, start.Value, spec.Declaration.Architecture!.Length - start.Value);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
