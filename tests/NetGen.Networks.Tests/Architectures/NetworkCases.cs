using FsCheck;
using FsCheck.Fluent;
using NetGen.Compiler.Operations;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Random networks over the whole vocabulary of the registry, and what is simpler than a given one.</summary>
internal static class NetworkCases
{
    private static readonly int[] Edges = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 96, 127, 128, 129];

    private static readonly Gen<int> Sizes = Gen.Frequency(
        (3, Gen.Choose(1, 20)),
        (2, Gen.Elements(Edges)),
        (1, Gen.Choose(1, 130)));

    private static readonly Gen<LayerCase> HiddenLayers =
        from size in Sizes
        from activation in Gen.Elements(Registry.Activations.Select(activation => activation.Name))
        select new LayerCase(size, activation);

    private static readonly Gen<(string Activation, string Loss)> Ends = Gen.Elements(
        from activation in Registry.Activations
        from loss in Registry.Losses
        where loss.Accepts(activation)
        select (activation.Name, loss.Name));

    public static Gen<NetworkCase> Generator { get; } =
        from inputs in Sizes
        from depth in Gen.Choose(0, 3)
        from hidden in HiddenLayers.ListOf(depth)
        from outputs in Sizes
        from end in Ends
        from isDouble in Gen.Elements(false, true)
        from batch in Gen.Elements(1, 2, 7, 15, 16, 17, 64, 100)
        from seed in Gen.Choose(0, 1_000_000)
        select new NetworkCase(inputs, [.. hidden, new LayerCase(outputs, end.Activation)], end.Loss, isDouble, batch, seed);

    /// <summary>Cases one step simpler, the boldest steps first.</summary>
    public static IEnumerable<NetworkCase> Shrink(NetworkCase given)
    {
        for (int l = 0; l < given.Layers.Count - 1; l++)
            yield return given with { Layers = [.. given.Layers.Where((_, index) => index != l)] };
        foreach (int batch in Smaller(given.Batch))
            yield return given with { Batch = batch };
        foreach (int inputs in Smaller(given.Inputs))
            yield return given with { Inputs = inputs };
        for (int l = 0; l < given.Layers.Count; l++)
        {
            foreach (int size in Smaller(given.Layers[l].Size))
                yield return given.With(l, given.Layers[l] with { Size = size });
        }

        for (int l = 0; l < given.Layers.Count - 1; l++)
        {
            if (given.Layers[l].Activation != "Identity")
                yield return given.With(l, given.Layers[l] with { Activation = "Identity" });
        }

        if (given.Output.Activation != "Identity")
            yield return given.With(given.Layers.Count - 1, given.Output with { Activation = "Identity" }) with { Loss = "SumSquaredError" };
        else if (given.Loss != "SumSquaredError")
            yield return given with { Loss = "SumSquaredError" };
    }

    private static IEnumerable<int> Smaller(int number) => new[] { 1, number / 2, number - 1 }.Where(size => size >= 1 && size < number).Distinct();

    private static NetworkCase With(this NetworkCase given, int index, LayerCase layer) =>
        given with { Layers = [.. given.Layers.Select((old, l) => l == index ? layer : old)] };
}
