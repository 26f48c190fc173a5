using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>dz of a hidden layer, from the gradient by its outputs as it comes out of the registers.</summary>
/// <param name="held">The rows in registers where there is one row, else null.</param>
internal sealed class HiddenGradient(KernelBuilder kernel, Shapes shapes, LayerPlan layer, Held? held = null)
{
    private readonly Value _formula = Quantities.HiddenGradient(layer);

    /// <summary>Whether a row is only dz once it is finished.</summary>
    public bool StandsApart => Quantities.StandsApart(_formula);

    /// <summary>Stores what da of some units gives.</summary>
    public void Take(Index row, UnitVector units, Value da)
    {
        if (StandsApart)
        {
            kernel.Add(new Store(units.Flavour, At(Region.Gradients(layer), row) + units.First, da));
            return;
        }

        Value Read(string name) => name == Quantities.Da.Name ? da
            : held is null ? new Load(At(Of(name), row) + units.First)
            : held.Vector(Of(name), units.First);
        Value dz = Rows.Elementwise(kernel, units, layer.Units, _formula, Read);
        if (held is null)
            kernel.Add(new Store(units.Flavour, At(Region.Gradients(layer), row) + units.First, dz));
        else
            held.Store(kernel, Region.Gradients(layer), "dz" + layer.Index, units, dz);
    }

    /// <summary>Stores what a row of da gives.</summary>
    /// <param name="da">Those of the units from a place of the row on.</param>
    public void TakeRow(Index row, Func<Index, Value> da)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        kernel.For("j", layer.PaddedOutputs, flavour.Step, j => Take(row, new UnitVector(j, flavour), da(j)));
        Finish(row);
    }

    /// <summary>Turns a row of da, wherever it came from, into dz.</summary>
    public void Apply(Index row)
    {
        if (_formula == Quantities.Da)
            return;
        if (StandsApart)
            Finish(row);
        else
            TakeRow(row, j => new Load(At(Region.Gradients(layer), row) + j));
    }

    /// <summary>Turns a row whose da has all been taken into dz, where that was not done at once.</summary>
    public void Finish(Index row)
    {
        if (!StandsApart)
            return;
        Rows.Of(kernel, shapes, layer, Region.Spare, name => At(Of(name), row)).Evaluate(
            new Evaluation(_formula, (units, value) => kernel.Add(new Store(units.Flavour, At(Region.Gradients(layer), row) + units.First, value))));
    }

    private Region Of(string quantity) =>
        quantity == Quantities.Z.Name ? Region.PreActivations(layer) : quantity == Quantities.A.Name ? Region.Activations(layer) : Region.Gradients(layer);

    private Pointer At(Region region, Index row) => region + row * layer.RowStride;
}
