using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>
/// In a step of a stream, a dense layer of so few outputs that they fill a quarter of the longest vectors, behind a layer of many. A vector
/// of weights is those of several inputs, and a vector has as many inputs spread over it; so there are four sums for every output,
/// whatever the width.
/// </summary>
internal static class DenseFew
{
    private const int Quarters = 4;

    /// <summary>Where steps run many at a time, those have the sums of <see cref="DenseRows"/>, and a single one has the same.</summary>
    public static bool Takes(NetworkPlan plan, ProductPlan layer) =>
        plan.Model.IsStreaming && plan.StepsAtOnce == 0 && layer.PaddedOutputs * Quarters == plan.Lanes
        && layer.Steps % Quarters == 0 && layer.Steps >= plan.Lanes / 2 && layer.Steps <= Tuning.MostSpread * plan.Lanes;

    /// <param name="broadcast">Input k in every lane.</param>
    /// <returns>The pre-activations.</returns>
    public static Variable Sums(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, Held held, ProductPlan layer, Func<Index, Value> broadcast)
    {
        Flavour outputs = shapes.Of(layer.PaddedOutputs), spread = shapes.Of(plan.Before(layer)!.PaddedOutputs);
        int width = spread.Width ?? 0, together = Math.Max(1, width * Quarters / plan.Lanes);
        Flavour flavour = together > 1 ? spread : outputs;
        Region input = Region.InputsOf(plan, layer), w = Region.Weights(layer);
        Value[] inputs = held.Whole.TryGetValue(input, out Value[]? values) ? values : [];
        if (together > 1 && inputs.Length == 0)
            inputs = [.. Enumerable.Range(0, (layer.Steps + width - 1) / width).Select(vector => kernel.Let(flavour, "a", new Load(input + vector * width)))];

        Variable[] sums = [.. Enumerable.Range(0, Quarters / together).Select(_ => kernel.Let(flavour, "products", 0))];
        for (int k = 0; k < layer.Steps; k += together)
        {
            Variable sum = sums[k % Quarters / together];
            Value factor = together > 1 ? new Spread(flavour, inputs[k / width], k % width) : broadcast(k);
            kernel.Add(new Set(flavour, sum.Name, new MultiplyAdd(factor, new Load(w + k * layer.PaddedOutputs), sum)));
        }

        return kernel.Let(outputs, "z" + layer.Index, new Load(Region.Biases(layer)) + Total());

        Value Total()
        {
            if (together == 1)
                return sums[0] + sums[2] + (sums[1] + sums[3]);
            Flavour half = shapes.Of(plan.Lanes / 2);
            Value halves = together == 2 ? sums[0] + sums[1] : new SumOfHalves(flavour, sums[0]);
            return new SumOfHalves(half, kernel.Let(half, "halves", halves));
        }
    }
}
