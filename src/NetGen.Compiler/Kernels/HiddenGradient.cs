using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>dz of a hidden layer, from the gradient by its outputs as it comes out of the registers.</summary>
internal static class HiddenGradient
{
    /// <param name="first">The first of the rows of the block that are computed at once.</param>
    /// <param name="rows">How many they are.</param>
    /// <param name="backward">Computes da and hands it to the sink.</param>
    /// <param name="held">The rows in registers where there is one row, else null.</param>
    public static void Emit(KernelBuilder kernel, Shapes shapes, LayerPlan layer, Index first, int rows, Action<Dense.Sink> backward, Held? held = null)
    {
        Value formula = Quantities.HiddenGradient(layer);
        Pointer Row(string name, Index row) => new Pointer(name + layer.Number) + row * layer.RowStride;
        string NameOf(string quantity) => quantity == Quantities.Z.Name ? "Z" : quantity == Quantities.A.Name ? "A" : "DZ";
        if (!Quantities.StandsApart(formula))
        {
            backward((row, units, da) =>
            {
                Value Read(string name) => name == Quantities.Da.Name ? da
                    : held is null ? new Load(Row(NameOf(name), first + row) + units.First)
                    : held.Vector(NameOf(name) + layer.Number, units.First);
                Value dz = Rows.Elementwise(kernel, units, layer.Outputs, formula, Read);
                if (held is null)
                    kernel.Add(new Store(units.Flavour, Row("DZ", first + row) + units.First, dz));
                else
                    held.Store(kernel, "DZ" + layer.Number, "dz" + layer.Number, units, dz);
            });
            return;
        }

        backward((row, units, da) => kernel.Add(new Store(units.Flavour, Row("DZ", first + row) + units.First, da)));
        for (int row = 0; row < rows; row++)
        {
            Index at = first + row;
            Rows.Of(kernel, shapes, layer, new Pointer("Spare"), name => Row(NameOf(name), at)).Evaluate(
                new Evaluation(formula, (units, value) => kernel.Add(new Store(units.Flavour, Row("DZ", at) + units.First, value))));
        }
    }
}
