using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>Units in a number of vectors known at build time: everything is spelled out and stays in registers.</summary>
/// <param name="quantity">The value of a named quantity in the vector of that number.</param>
internal abstract class SpelledUnits(KernelBuilder kernel, Flavour flavour, Func<string, int, Value> quantity) : Units(kernel, flavour)
{
    private readonly Dictionary<Reduce, Value> _reduced = [];
    private readonly Dictionary<(Value, int), Value> _known = [];

    protected abstract IReadOnlyList<UnitVector> Vectors { get; }

    public override void Evaluate(params (Value Formula, Action<UnitVector, Value> Sink)[] outputs)
    {
        Value[] formulas = outputs.Select(output => Formulas.Simplify(output.Formula)).ToArray();
        HashSet<Value> shared = Formulas.Shared(formulas);
        foreach (Reduce reduce in Formulas.Reductions(formulas))
        {
            Value[] operands = Enumerable.Range(0, Vectors.Count).Select(vector => At(reduce.Operand, vector, shared)).ToArray();
            _reduced[reduce] = Named(reduce.Reduction == Reduction.Sum ? "sum" : "max", Fold(reduce.Reduction, operands));
        }

        for (int output = 0; output < outputs.Length; output++)
            for (int vector = 0; vector < Vectors.Count; vector++)
                outputs[output].Sink(Vectors[vector], At(formulas[output], vector, shared));
    }

    /// <summary>Folds one operand per vector to a value that is the same in every lane.</summary>
    protected abstract Value Fold(Reduction reduction, Value[] operands);

    private Value At(Value formula, int vector, HashSet<Value> shared)
    {
        if (formula is Reduce reduce)
            return _reduced[reduce];
        if (_known.TryGetValue((formula, vector), out Value? known))
            return known;
        if (formula is Variable variable)
            return _known[(formula, vector)] = quantity(variable.Name, vector);
        Value value = Formulas.With(formula, part => At(part, vector, shared));
        return shared.Contains(formula) ? _known[(formula, vector)] = Named(Stem(formula), value) : value;
    }
}
