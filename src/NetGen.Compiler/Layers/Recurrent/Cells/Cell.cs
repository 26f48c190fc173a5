using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Recurrent.Cells;

/// <summary>
/// What a recurrent layer does in a step, unit by unit: from the sums of its gates, z = W x + b + U h + b′ for each, to what the units give.
/// One file each. In padding, where all sums and states are 0, every value and gradient is 0 by itself.
/// </summary>
internal abstract class Cell
{
    /// <summary>Sums that a unit has, in the order in which files have them.</summary>
    public abstract int Gates { get; }

    /// <summary>The gate that is a value for the unit, the hyperbolic tangent of its sum; all others are sigmoids.</summary>
    public abstract int Candidate { get; }

    /// <summary>Whether a unit has a state beside what it gives.</summary>
    public virtual bool HasMemory => false;

    /// <summary>Whether U h + b′ of the last gate is not added to its W x + b, but taken apart.</summary>
    public virtual bool TakesLastApart => false;

    /// <summary>Whether something goes back to the step before past the product with U.</summary>
    public virtual bool CarriesPast => true;

    /// <summary>What is made of the sum of a gate, other than the candidate, before the step: the gate, or what a step divides by instead of multiplying.</summary>
    public virtual Value Open(Value sum) => Formula.QuickSigmoid(sum);

    /// <summary>A step.</summary>
    /// <param name="open">Each gate, as <see cref="Open"/> gives it, and the candidate's sum.</param>
    /// <param name="apart">U h + b′ of the last gate, where that is taken apart.</param>
    /// <param name="before">The states before.</param>
    /// <param name="named">Names a value that is needed more than once.</param>
    /// <returns>The states after, and the gates, which only training needs.</returns>
    public abstract (CellState After, IReadOnlyList<Value> Gates) Forward(IReadOnlyList<Value> open, Value apart, CellState before, Func<string, Value, Value> named);

    /// <summary>The way back through a step.</summary>
    /// <param name="gates">As Forward gave them.</param>
    /// <param name="apart">As Forward took it.</param>
    /// <param name="da">The gradient by what the units give.</param>
    /// <param name="past">What came past the product from the step behind.</param>
    /// <returns>The gradient by the sum of each gate, that by what is taken apart, and what goes past the product to the step before.</returns>
    public abstract (IReadOnlyList<Value> Z, Value Apart, Value Past) Backward(
        IReadOnlyList<Value> gates, Value apart, CellState before, CellState after, Value da, Value past, Func<string, Value, Value> named);
}

/// <summary>The states of a unit between two steps.</summary>
/// <param name="Hidden">What it gives, and all gates of the next step see.</param>
/// <param name="Memory">What only itself sees, where it has such a state.</param>
internal sealed record CellState(Value Hidden, Value Memory);
