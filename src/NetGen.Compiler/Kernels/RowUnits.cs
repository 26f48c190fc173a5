using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// One sample's units as a padded row in memory, looped over: for layers too wide for registers, and for vectors whose width
/// only the machine knows. Each reduction is a loop of its own; what is summed is kept in a spare row, so that the sum runs in
/// the order of virtual lanes and a later loop that needs the same quantity reads it back.
/// </summary>
/// <param name="padded">The row's length.</param>
/// <param name="spare">Rows of that length, one for each sum.</param>
/// <param name="quantity">Where a named quantity's row is.</param>
internal sealed class RowUnits(KernelBuilder kernel, Flavour flavour, int units, int padded, Pointer spare, Func<string, Pointer> quantity)
    : Units(kernel, flavour)
{
    private readonly Dictionary<Value, Value> _reduced = [];
    private readonly Dictionary<Value, Pointer> _rows = [];

    /// <summary>Spare rows that these formulas need.</summary>
    public static int SpareRows(params Value[] formulas) =>
        Formulas.Reductions(formulas.Select(Formulas.Simplify)).Count(reduce => reduce.Reduction == Reduction.Sum);

    public override void Evaluate(params Evaluation[] evaluations)
    {
        Value[] formulas = evaluations.Select(evaluation => Formulas.Simplify(evaluation.Formula)).ToArray();
        foreach (Reduce reduce in Formulas.Reductions(formulas))
            _reduced[reduce] = reduce.Reduction == Reduction.Sum ? Sum(reduce.Operand) : Largest(reduce.Operand);
        foreach ((Value formula, Evaluation evaluation) in formulas.Zip(evaluations, (formula, evaluation) => (formula, evaluation)))
        {
            if (evaluation.Once)
                evaluation.Sink(new UnitVector(0, Flavour), Compute(formula, 0));
            else
                Kernel.For("j", padded, Flavour.Step, j => evaluation.Sink(new UnitVector(j, Flavour), evaluation.ZeroPadding ? Masked(formula, Compute(formula, j), j, 0) : Compute(formula, j)));
        }
    }

    private Variable Sum(Value operand)
    {
        Pointer row = spare + _rows.Count * padded;
        Kernel.For("j", padded, Flavour.Step, j => Kernel.Add(new Store(Flavour, row + j, Masked(operand, Compute(operand, j), j, Neutral(Reduction.Sum)))));
        _rows[operand] = row;
        return Kernel.Let(Flavour, "sum", new AcrossRow(Reduction.Sum, row, padded));
    }

    private Variable Largest(Value operand)
    {
        Variable largest = Kernel.Let(Flavour, "max", double.NegativeInfinity);
        Kernel.For("j", padded, Flavour.Step, j => Kernel.Add(
            new Set(Flavour, largest.Name, Combine(Reduction.Maximum, Masked(operand, Compute(operand, j), j, Neutral(Reduction.Maximum)), largest))));
        return Kernel.Let(Flavour, "max", new AcrossLanes(Reduction.Maximum, largest));
    }

    /// <summary>The value for one vector of units; what it needs twice is named in front of it.</summary>
    private Value Compute(Value formula, Index j)
    {
        HashSet<Value> shared = Formulas.Shared([formula]);
        Dictionary<Value, Value> known = [];
        return At(formula);

        Value At(Value part)
        {
            if (part is Reduce)
                return _reduced[part];
            if (_rows.TryGetValue(part, out Pointer? row))
                return new Load(row + j);
            if (part is Variable variable)
                return new Load(quantity(variable.Name) + j);
            if (known.TryGetValue(part, out Value? value))
                return value;
            value = Formulas.With(part, At);
            return shared.Contains(part) ? known[part] = Named(Stem(part), value) : value;
        }
    }

    /// <summary>The value of a formula with that padding, replaced only where it is not so by itself.</summary>
    private Value Masked(Value formula, Value value, Index j, double padding) =>
        units == padded || Padding.Of(formula, _ => 0) == padding ? value : Padding.Replace(value, j, Flavour, units, padding);
}
