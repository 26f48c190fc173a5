using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.LayerNorm;

/// <summary>A block of samples through a layer normalisation and back. Every sum is over a whole row in the order of virtual lanes.</summary>
internal sealed class LayerNormBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<LayerNormPlan>(plan, shapes, trains)
{
    private const double Epsilon = 1e-5;

    private const string Scale = "scale";

    private readonly bool _trains = trains;

    public override Phase Backward(LayerNormPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            // With g the gradient by normalised values n: (g − mean of g − n · mean of g · n) / √(variance + ε).
            Normalised values = NormalisedOf(kernel, layer, flavour, r);
            Value Gradient(Index at) => kernel.Let(flavour, "g", new Load(Region.Gradients(layer) + r * layer.RowStride + at) * new Load(Region.Of(layer, layer.Tensors[0]) + at));
            ForVectors(kernel, layer, flavour, (at, _) =>
            {
                Value gradient = Gradient(at);
                kernel.Add(new Store(flavour, Region.Summed + at, gradient));
                kernel.Add(new Store(flavour, Region.Products + at, gradient * values.At(at)));
            });
            ClearBehind(kernel, layer, Region.Summed, Region.Products);
            Variable mean = Mean(kernel, layer, flavour, "mean", Region.Summed), product = Mean(kernel, layer, flavour, "mean", Region.Products);
            ForVectors(kernel, layer, flavour, (at, channel) =>
            {
                Value da = kernel.Let(flavour, "da", values.Inverse * (new Load(Region.Summed + at) - mean - values.At(at) * product));
                hidden.Take(r, new UnitVector(at, flavour), Padding.Replace(da, channel, flavour, layer.Channels, 0));
            });
            Pixels.ClearBehind(kernel, Shapes, before, [Region.Gradients(before)], r);
            hidden.Finish(r);
        });
    }, Pass.Back);

    public override Phase Gradient(LayerNormPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel =>
    {
        // All samples are summed before anything is added to a parameter, which is rounded once then, not once a sample.
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        ForVectors(kernel, layer, flavour, (at, _) =>
        {
            Variable weight = kernel.Let(flavour, "dw", 0), bias = kernel.Let(flavour, "db", 0);
            kernel.For("r", Index.Of(Batch.Rows), 1, r =>
            {
                Variable dz = kernel.Let(flavour, "dz", new Load(Region.Gradients(layer) + r * layer.RowStride + at));
                kernel.Add(new Set(flavour, weight.Name, new MultiplyAdd(dz, NormalisedOf(kernel, layer, flavour, r).At(at), weight)));
                kernel.Add(new Set(flavour, bias.Name, bias + dz));
            });
            foreach ((Variable sum, int offset) in new[] { (weight, 0), (bias, layer.PixelsLength) })
                kernel.Add(new Store(flavour, Region.IntoOf(layer) + offset + at, new MultiplyAdd(new Splat(Scale), sum, new Load(Region.IntoOf(layer) + offset + at))));
        });
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, LayerNormPlan layer, Index row)
    {
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        Pointer inputs = Inputs(layer, row);
        bool isWhole = layer.PaddedOutputs == Length(layer);
        if (!isWhole)
            ForVectors(kernel, layer, flavour, (at, _) => kernel.Add(new Store(flavour, Region.Summed + at, new Load(inputs + at))));
        ClearBehind(kernel, layer, Region.Summed);
        Variable mean = Mean(kernel, layer, flavour, "mean", isWhole ? inputs : Region.Summed);
        ForVectors(kernel, layer, flavour, (at, channel) =>
        {
            Variable distance = kernel.Let(flavour, "d", new Load(inputs + at) - mean);
            kernel.Add(new Store(flavour, Region.Summed + at, Padding.Replace(distance * distance, channel, flavour, layer.Channels, 0)));
        });
        Variable inverse = kernel.Let(flavour, "inverse", 1 / Formula.Sqrt(Mean(kernel, layer, flavour, "variance", Region.Summed) + Epsilon));
        if (_trains)
        {
            kernel.Add(new StoreFirst(flavour, Region.Means(layer) + row, mean));
            kernel.Add(new StoreFirst(flavour, Region.Inverses(layer) + row, inverse));
        }

        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j =>
        {
            Index at = pixel * layer.PaddedChannels + j;
            Value Parameter(int tensor) => new Load(Region.Of(layer, layer.Tensors[tensor]) + at);
            Variable z = kernel.Let(flavour, "z" + layer.Index, new MultiplyAdd(new Normalised(inputs, mean, inverse).At(at), Parameter(0), Parameter(1)));
            Take(kernel, layer, row, pixel, new UnitVector(j, flavour), z);
        }));
        Finish(kernel, layer, row);
    }

    private Pointer Inputs(LayerNormPlan layer, Index row) => Region.InputsOf(Plan, layer) + row * Plan.Before(layer)!.RowStride;

    /// <summary>The normalised values of a sample that has gone forward.</summary>
    private Normalised NormalisedOf(KernelBuilder kernel, LayerNormPlan layer, Flavour flavour, Index row) => new(
        Inputs(layer, row), kernel.Let(flavour, "centre", new Broadcast(Region.Means(layer) + row)), kernel.Let(flavour, "inverse", new Broadcast(Region.Inverses(layer) + row)));

    /// <summary>Elements that are summed at a time: whole vectors.</summary>
    private int Length(LayerNormPlan layer) => RowShape.WholeVectors(layer.PaddedOutputs, Shapes.Lanes);

    /// <summary>The mean of a row.</summary>
    private Variable Mean(KernelBuilder kernel, LayerNormPlan layer, Flavour flavour, string name, Pointer row) =>
        kernel.Let(flavour, name, new AcrossRow(Reduction.Sum, row, Length(layer)) / layer.Outputs);

    /// <summary>Makes the rest of rows of scratch zero, up to the whole vectors that are summed.</summary>
    private void ClearBehind(KernelBuilder kernel, LayerNormPlan layer, params Region[] rows)
    {
        Flavour narrow = Shapes.Of(Shapes.Lanes / 4);
        foreach (Region row in rows)
            kernel.For("i", layer.PixelsLength, Length(layer), narrow.Step, i => kernel.Add(new Store(narrow, row + i, 0)));
    }

    /// <summary>Every vector of a row, by where it begins and by its first channel.</summary>
    private static void ForVectors(KernelBuilder kernel, LayerNormPlan layer, Flavour flavour, Action<Index, Index> body) =>
        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j => body(pixel * layer.PaddedChannels + j, j)));

    /// <summary>A sample's inputs with their mean taken away, divided by their deviation.</summary>
    private sealed record Normalised(Pointer Inputs, Variable Mean, Variable Inverse)
    {
        public Value At(Index at) => (new Load(Inputs + at) - Mean) * Inverse;
    }
}
