using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>How many sums a tile holds in registers at once.</summary>
internal sealed record TileShape(int Rows, int Vectors, int Splits);

/// <summary>
/// The heart of every dense kernel: a block of sums Σₖ a(row, k) · b(k, vector), kept in registers. Forward, both gradients
/// and all batch shapes are this loop over different memory; the order of each sum is the same in all of them.
/// </summary>
/// <param name="A">The broadcast factor of a row at step k.</param>
/// <param name="B">The vector factor at step k.</param>
/// <param name="Start">What split 0 starts from; the other splits start from zero.</param>
internal sealed record Tile(
    Flavour Flavour,
    TileShape Shape,
    string Name,
    Func<int, Index, Value> A,
    Func<Index, int, Value> B,
    Func<int, int, Value> Start)
{
    /// <summary>Multiply-adds up to which a sum is spelled out instead of looped over.</summary>
    private const int UnrollLimit = 64;

    /// <summary>The sums over a number of steps known at build time, in splits, added pairwise.</summary>
    public Value[,] Emit(KernelBuilder kernel, int steps)
    {
        Variable[,,] sums = Declare(kernel);
        int[] starts = Enumerable.Range(0, Shape.Splits + 1).Select(split => split * steps / Shape.Splits).ToArray();
        int common = Enumerable.Range(0, Shape.Splits).Min(split => starts[split + 1] - starts[split]);
        if (steps * Shape.Rows * Shape.Vectors <= UnrollLimit)
        {
            for (int step = 0; step < common; step++)
                Step(kernel, sums, split => starts[split] + step);
        }
        else
        {
            kernel.For("k", common, 1, k => Step(kernel, sums, split => k + starts[split]));
        }

        for (int split = 0; split < Shape.Splits; split++)
            for (int step = starts[split] + common; step < starts[split + 1]; step++)
                Step(kernel, sums, split, step);
        return Total(kernel, sums);
    }

    /// <summary>The sums over a number of steps that only the call knows, unsplit.</summary>
    public Value[,] Emit(KernelBuilder kernel, Index steps)
    {
        Variable[,,] sums = Declare(kernel);
        kernel.For("k", steps, 1, k => Step(kernel, sums, 0, k));
        return Total(kernel, sums);
    }

    private Variable[,,] Declare(KernelBuilder kernel)
    {
        var sums = new Variable[Shape.Splits, Shape.Rows, Shape.Vectors];
        for (int split = 0; split < Shape.Splits; split++)
            for (int row = 0; row < Shape.Rows; row++)
                for (int vector = 0; vector < Shape.Vectors; vector++)
                    sums[split, row, vector] = kernel.Let(Flavour, Name, split == 0 ? Start(row, vector) : 0);
        return sums;
    }

    private void Step(KernelBuilder kernel, Variable[,,] sums, Func<int, Index> at)
    {
        for (int split = 0; split < Shape.Splits; split++)
            Step(kernel, sums, split, at(split));
    }

    private void Step(KernelBuilder kernel, Variable[,,] sums, int split, Index k)
    {
        Value[] vectors = Enumerable.Range(0, Shape.Vectors).Select(vector => B(k, vector)).ToArray();
        if (Shape.Rows > 1)
            vectors = vectors.Select(Value (vector) => kernel.Let(Flavour, "b", vector)).ToArray();
        for (int row = 0; row < Shape.Rows; row++)
        {
            Value factor = A(row, k);
            if (Shape.Vectors > 1 && factor is not Variable)
                factor = kernel.Let(Flavour, "a", factor);
            for (int vector = 0; vector < Shape.Vectors; vector++)
                kernel.Add(new Set(Flavour, sums[split, row, vector].Name, new MultiplyAdd(factor, vectors[vector], sums[split, row, vector])));
        }
    }

    private Value[,] Total(KernelBuilder kernel, Variable[,,] sums)
    {
        var totals = new Value[Shape.Rows, Shape.Vectors];
        for (int row = 0; row < Shape.Rows; row++)
            for (int vector = 0; vector < Shape.Vectors; vector++)
                totals[row, vector] = Total(kernel, sums, row, vector, 0, Shape.Splits);
        return totals;
    }

    /// <summary>(s₀ + s₁) + (s₂ + s₃): neighbours first, so that no addition waits for all the others.</summary>
    private Variable Total(KernelBuilder kernel, Variable[,,] sums, int row, int vector, int first, int count) =>
        count == 1
            ? sums[first, row, vector]
            : kernel.Let(Flavour, Name, Total(kernel, sums, row, vector, first, count / 2) + Total(kernel, sums, row, vector, first + count / 2, count / 2));
}
