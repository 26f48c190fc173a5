using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>The forward pass of one sample, units across lanes: x to y, or in training x to every layer's a and the last layer's z.</summary>
/// <param name="inRegisters">Whether all layers go through one method.</param>
/// <param name="held">In training, the rows that the way back finds in registers; else null.</param>
internal sealed class SampleForward(NetworkPlan plan, Shapes shapes, bool training, bool inRegisters, Held? held = null)
{
    /// <summary>The last layer's z and the hidden outputs that stay in registers, vector by vector.</summary>
    private readonly Dictionary<Region, Value[]> _registers = [];

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Group("Layers", "One sample through every layer.", together => new SampleForward(plan, shapes, training: false, together).Phases(), workspace);

    /// <summary>One phase for each layer; the last one writes the output unless training.</summary>
    public IEnumerable<Phase> Phases() => plan.Layers.Select(layer => new Phase((training ? "TrainLayer" : "Layer") + layer.Number, Describe(layer), kernel => Emit(kernel, layer)));

    public static string Describe(LayerPlan layer) => $"Layer {layer.Number}: {layer.Inputs} → {layer.Outputs}, {layer.Layer.Activation}.";

    /// <summary>A row of the last layer's pre-activations, wherever it is.</summary>
    public Units Output(KernelBuilder kernel) =>
        _registers.TryGetValue(Region.PreActivations(plan.Output), out Value[]? z)
            ? Rows.Of(kernel, shapes, plan.Output, RowOf, z)
            : Rows.Of(kernel, shapes, plan.Output, Region.Spare, RowOf);

    private Pointer RowOf(string quantity) => quantity == Quantities.T.Name ? Region.Targets : Region.PreActivations(plan.Output);

    private void Emit(KernelBuilder kernel, LayerPlan layer)
    {
        if (layer == plan.Output)
            EmitOutput(kernel, layer);
        else
            EmitHidden(kernel, layer);
    }

    private void EmitHidden(KernelBuilder kernel, LayerPlan layer)
    {
        Region a = Region.Activations(layer);
        Activation activation = layer.Layer.Activation;
        Region? z = training && Quantities.NeedsPreActivation(layer) ? Region.PreActivations(layer) : null;
        if (Quantities.CouplesUnits(layer))
        {
            Dense.Forward(kernel, shapes, layer, k => Input(layer, k), (_, units, sum) =>
                kernel.Add(new Store(units.Flavour, (z ?? a) + units.First, sum)));
            Rows.Of(kernel, shapes, layer, Region.Spare, _ => z ?? a).Evaluate(new Evaluation(activation.Forward(Quantities.Z), (units, value) =>
                kernel.Add(new Store(units.Flavour, a + units.First, value))));
            return;
        }

        bool keep = inRegisters && shapes.IsNarrow(layer.PaddedOutputs) && shapes.IsNarrow(plan.Layers[layer.Number].PaddedOutputs);
        bool store = training || !keep;
        List<Value> kept = [];
        Dense.Forward(kernel, shapes, layer, k => Input(layer, k), (_, units, sum) =>
        {
            if (z is not null)
                kernel.Add(new Store(units.Flavour, z + units.First, sum));
            Value output = Rows.Elementwise(kernel, units, store ? layer.Outputs : null, activation.Forward(Quantities.Z), _ => sum);
            if (keep)
                kept.Add(output = kernel.Let(units.Flavour, "a" + layer.Number, output));
            if (held is not null)
                held.Store(kernel, a, "a" + layer.Number, units, output);
            else if (store)
                kernel.Add(new Store(units.Flavour, a + units.First, output));
        });
        if (keep)
            _registers[a] = [.. kept];
    }

    private void EmitOutput(KernelBuilder kernel, LayerPlan layer)
    {
        Region z = Region.PreActivations(layer);
        bool inMemory = !Rows.FitsRegisters(shapes, layer) || training && !inRegisters;
        List<Value> sums = [];
        Dense.Forward(kernel, shapes, layer, k => Input(layer, k), (_, units, sum) =>
        {
            if (inMemory)
                kernel.Add(new Store(units.Flavour, z + units.First, sum));
            else
                sums.Add(sum);
        });
        if (!inMemory)
            _registers[z] = [.. sums];
        if (!training)
            WriteOutput(kernel, plan, Output(kernel), z, Region.Outputs);
    }

    /// <summary>Evaluates the network's output over a row of z and writes just the outputs that there are.</summary>
    public static void WriteOutput(KernelBuilder kernel, NetworkPlan plan, Units units, Pointer z, Pointer y)
    {
        bool inRegisters = units is RegisterUnits;
        int outputs = plan.Model.OutputSize;
        units.Evaluate(new Evaluation(
            Quantities.Output(plan),
            (vector, value) => kernel.Add(inRegisters
                ? new Store(vector.Flavour, y + vector.First, value, Math.Min(vector.Flavour.Width!.Value, outputs - vector.First.Constant))
                : new Store(vector.Flavour, z + vector.First, value)),
            ZeroPadding: false));
        if (!inRegisters)
            kernel.Add(new Copy(z, y, outputs));
    }

    /// <summary>Input k of a layer in every lane: from a register of the layer before where it is in one.</summary>
    private Value Input(LayerPlan layer, Index k)
    {
        if (plan.Before(layer) is not LayerPlan before)
            return new Broadcast(Region.Inputs + k);
        Flavour flavour = shapes.Of(before.PaddedOutputs);
        return k.IsConstant && flavour.Width is int width && _registers.TryGetValue(Region.Activations(before), out Value[]? values)
            ? new Lane(flavour, values[k.Constant / width], k.Constant % width)
            : new Broadcast(Region.Activations(before) + k);
    }
}
