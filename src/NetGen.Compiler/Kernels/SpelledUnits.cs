using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>Units in a number of vectors known at build time: everything is spelled out and stays in registers.</summary>
/// <param name="quantity">The value of a named quantity in the vector of that number.</param>
internal abstract class SpelledUnits(KernelBuilder kernel, Flavour flavour, Func<string, int, Value> quantity) : Units(kernel, flavour)
{
    /// <summary>The number under which values are known that are the same in every unit.</summary>
    private const int OfTheLayer = -1;

    private readonly Dictionary<Reduce, Value> _reduced = [];
    private readonly Dictionary<(Value, int), Value> _known = [];

    /// <summary>Quantities whose largest unit is asked for: their padding is −∞ from the start, once for all that follows.</summary>
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    protected abstract IReadOnlyList<UnitVector> Vectors { get; }

    public override void Evaluate(params Evaluation[] evaluations)
    {
        Value[] formulas = evaluations.Select(evaluation => Formulas.Simplify(evaluation.Formula)).ToArray();
        HashSet<Value> shared = Formulas.Shared(formulas);
        IReadOnlyList<Reduce> reductions = Formulas.Reductions(formulas);
        _compared.UnionWith(reductions.Where(reduce => reduce.Reduction == Reduction.Maximum).Select(reduce => reduce.Operand).OfType<Variable>().Select(variable => variable.Name));
        foreach (Reduce reduce in reductions)
        {
            Value[] operands = Enumerable.Range(0, Vectors.Count).Select(vector => Padded(reduce.Operand, At(reduce.Operand, vector, shared), vector, Neutral(reduce.Reduction))).ToArray();
            _reduced[reduce] = Named(reduce.Reduction == Reduction.Sum ? "sum" : "max", Fold(reduce.Reduction, operands));
        }

        foreach ((Value formula, Evaluation evaluation) in formulas.Zip(evaluations, (formula, evaluation) => (formula, evaluation)))
        {
            for (int vector = 0; vector < (evaluation.Once ? 1 : Vectors.Count); vector++)
            {
                Value value = At(formula, vector, shared);
                evaluation.Sink(Vectors[vector], evaluation.ZeroPadding && !evaluation.Once ? Padded(formula, value, vector, 0) : value);
            }
        }
    }

    /// <summary>Folds one operand per vector to a value that is the same in every lane.</summary>
    protected abstract Value Fold(Reduction reduction, Value[] operands);

    /// <summary>The fixed tree: what belongs to one of so many lanes in order, then lane l and lane l + half, halving.</summary>
    protected static Value Tree(Value[] operands, int lanes, Func<Value, Value, Value> combine)
    {
        Value[] folded = operands.Take(lanes).ToArray();
        for (int operand = lanes; operand < operands.Length; operand++)
            folded[operand % lanes] = combine(folded[operand % lanes], operands[operand]);
        for (int half = lanes / 2; half > 0; half /= 2)
            for (int lane = 0; lane < half && lane + half < folded.Length; lane++)
                folded[lane] = combine(folded[lane], folded[lane + half]);
        return folded[0];
    }

    /// <summary>How many units there are where vectors hold lanes behind the last one, else null.</summary>
    protected virtual int? UnitCount => null;

    private Value At(Value formula, int vector, HashSet<Value> shared)
    {
        if (formula is Reduce reduce)
            return _reduced[reduce];
        if (formula is Constant)
            return formula;
        bool uniform = Formulas.IsUniform(formula);
        (Value, int) key = (formula, uniform ? OfTheLayer : vector);
        if (_known.TryGetValue(key, out Value? known))
            return known;
        if (formula is Variable variable)
            return _known[key] = Read(variable.Name, vector);
        Value value = Formulas.With(formula, part => At(part, vector, shared));
        return uniform || shared.Contains(formula) ? _known[key] = Named(Stem(formula), value) : value;
    }

    private Value Read(string name, int vector)
    {
        Value value = quantity(name, vector);
        Value masked = UnitCount is int units && _compared.Contains(name) ? Replace(value, vector, units, double.NegativeInfinity) : value;
        return masked == value ? value : Named(name, masked);
    }

    /// <summary>The value of a formula with that padding, replaced only where it is not so by itself.</summary>
    private Value Padded(Value formula, Value value, int vector, double padding) =>
        UnitCount is not int units || Padding.Of(formula, name => _compared.Contains(name) ? double.NegativeInfinity : 0) == padding
            ? value
            : Replace(value, vector, units, padding);

    private Value Replace(Value value, int vector, int units, double padding) => Padding.Replace(value, Vectors[vector].First, Flavour, units, padding);
}
