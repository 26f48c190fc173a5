using System.Globalization;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>A layer of a graph.</summary>
/// <param name="Text">Its object in JSON without braces, name and what it takes.</param>
/// <param name="Key">What a layer that takes several has the others behind; else null.</param>
/// <param name="Sources">What it takes: numbers of layers, −1 for the first input and so on.</param>
/// <param name="Shape">What it gives.</param>
internal sealed record GraphLayer(string Text, string? Key, int[] Sources, int[] Shape);

/// <summary>A graph in JSON that is compiled while the tests run, and the batch that it is tried on.</summary>
/// <param name="Inputs">The shapes of the inputs.</param>
/// <param name="Outputs">The numbers of the layers that give the outputs.</param>
internal sealed record GraphCase(IReadOnlyList<int[]> Inputs, IReadOnlyList<GraphLayer> Layers, IReadOnlyList<int> Outputs, bool IsDouble, int Batch, int Seed) : INetworkCase
{
    public Declaration Declaration => new("") { Json = Json };

    private string Json
    {
        get
        {
            string inputs = Inputs.Count == 1
                ? $"\"input\": \"{Text(Inputs[0])}\""
                : $"\"inputs\": {{ {string.Join(", ", Inputs.Select((shape, input) => $"\"{Name(-1 - input)}\": \"{Text(shape)}\""))} }}";
            var layers = Layers.Select((layer, number) =>
            {
                string others = layer.Key is null ? "" : $", \"{layer.Key}\": [{string.Join(", ", layer.Sources.Skip(1).Select(source => $"\"{Name(source)}\""))}]";
                return $"{{ {layer.Text}{others}, \"from\": \"{Name(layer.Sources[0])}\", \"name\": \"{Name(number)}\" }}";
            });
            string outputs = string.Join(", ", Outputs.Select(output => $"\"{Name(output)}\""));
            return $"{{ {inputs}, \"precision\": \"{(IsDouble ? "double" : "single")}\", \"layers\": [{string.Join(", ", layers)}], \"outputs\": [{outputs}] }}";
        }
    }

    public IEnumerable<INetworkCase> Simpler()
    {
        for (int layer = 0; layer < Layers.Count - 1; layer++)
            yield return Of([layer]);
        if (Outputs.Count > 1)
        {
            foreach (int output in Outputs)
                yield return Of([output]);
        }

        foreach (int batch in new[] { 1, 2, Batch - 1 }.Where(batch => batch >= 1 && batch < Batch))
            yield return this with { Batch = batch };
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            if (Without(layer) is { } shorter)
                yield return shorter;
        }
    }

    public override string ToString() => $"{Json}, batch {Batch}, seed {Seed}";

    /// <summary>The part of it that gives these outputs.</summary>
    private GraphCase Of(int[] outputs)
    {
        var needed = new SortedSet<int>(outputs);
        for (int layer = Layers.Count - 1; layer >= 0; layer--)
        {
            if (needed.Contains(layer))
                needed.UnionWith(Layers[layer].Sources);
        }

        int[] inputs = [.. needed.Where(place => place < 0).Reverse()], layers = [.. needed.Where(place => place >= 0)];
        int Place(int old) => old < 0 ? -1 - Array.IndexOf(inputs, old) : Array.IndexOf(layers, old);
        return this with
        {
            Inputs = [.. inputs.Select(input => Inputs[-1 - input])],
            Layers = [.. layers.Select(layer => Layers[layer] with { Sources = Array.ConvertAll(Layers[layer].Sources, Place) })],
            Outputs = [.. outputs.Select(Place)],
        };
    }

    /// <summary>The same with a layer's readers taking what it takes; null where that has another shape.</summary>
    private GraphCase? Without(int layer)
    {
        int source = Layers[layer].Sources[0];
        int[] shape = source < 0 ? Inputs[-1 - source] : Layers[source].Shape;
        if (!shape.SequenceEqual(Layers[layer].Shape) || Outputs.Contains(layer))
            return null;
        GraphCase past = this with { Layers = [.. Layers.Select(other => other with { Sources = Array.ConvertAll(other.Sources, taken => taken == layer ? source : taken) })] };
        return past.Of([.. past.Outputs]);
    }

    private string Name(int place) => place >= 0 ? string.Create(CultureInfo.InvariantCulture, $"l{place}") : Inputs.Count == 1 ? "input" : string.Create(CultureInfo.InvariantCulture, $"i{-1 - place}");

    private static string Text(int[] shape) => string.Join("x", shape);
}
