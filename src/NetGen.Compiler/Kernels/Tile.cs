using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>A factor some steps ahead: the broadcast one of a row, or the vector of that number.</summary>
internal delegate Value Factor(int ahead, int number);

/// <summary>How many sums a tile holds in registers at once.</summary>
internal sealed record TileShape(int Rows, int Vectors)
{
    /// <summary>So many things in as few tiles as may be, all of one size: how many tiles, and how many things in each; those of the last may be fewer.</summary>
    public static (int Tiles, int Count) Evenly(int all, int atOnce)
    {
        int tiles = (all + atOnce - 1) / atOnce;
        return (tiles, (all + tiles - 1) / tiles);
    }
}

/// <summary>
/// The heart of every dense kernel: a block of sums Σₖ a(row, k) · b(k, vector), kept in registers. Forward, both gradients
/// and all batch shapes are this loop over different memory; the order of each sum is the same in all of them.
/// </summary>
/// <param name="a">The broadcast factors of the rows, from step k on.</param>
/// <param name="b">The vector factors, from step k on.</param>
/// <param name="start">What the first partial sum starts from; the others start from zero.</param>
/// <param name="park">Where the sums of several rows so far wait while the next part is summed, or null: then in registers.</param>
internal sealed class Tile(
    Flavour flavour,
    TileShape shape,
    int splits,
    string name,
    Func<Index, Factor> a,
    Func<Index, Factor> b,
    Func<int, int, Value> start,
    Pointer? park = null)
{
    /// <summary>For steps that loops of the caller's make.</summary>
    public Tile(Flavour flavour, TileShape shape, string name, Func<int, int, Value> start)
        : this(flavour, shape, 1, name, _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException(), start)
    {
    }

    private bool RunsPartsInLoop(int steps) => shape.Rows > 1 && splits > 1 && park is not null && steps % splits == 0 && steps / splits >= Tuning.LongPart;

    /// <summary>
    /// The sums over a number of steps known at build time, each handed to a sink with its row and vector. Long parts run in a
    /// loop, which spares their text: then all sums come from memory.
    /// </summary>
    /// <param name="lanes">The most elements of a vector.</param>
    public void Emit(KernelBuilder kernel, int steps, int lanes, Action<Index, int, Value> sink)
    {
        if (!RunsPartsInLoop(steps))
        {
            Variable[,] total = Emit(kernel, steps);
            for (int row = 0; row < shape.Rows; row++)
                for (int vector = 0; vector < shape.Vectors; vector++)
                    sink(row, vector, total[row, vector]);
            return;
        }

        int count = steps / splits;
        Pointer Parked(Index row, int vector) => park! + row * (shape.Vectors * lanes) + flavour.Step * vector;

        // The one number that changes nothing when another is added to it, 0 of either sign included, is -0.
        kernel.For("i", shape.Rows * shape.Vectors * lanes, flavour.Step, i => kernel.Add(new Store(flavour, park! + i, new Negate(0))));
        Variable[,] sums = Declare(kernel, name, 0);
        kernel.For("part", splits * count, count, part =>
        {
            kernel.For("k", part, part + count, 1, k => Step(kernel, sums, a(k), b(k), 0));
            for (int row = 0; row < shape.Rows; row++)
            {
                for (int vector = 0; vector < shape.Vectors; vector++)
                {
                    Variable sum = sums[row, vector];
                    kernel.Add(new Store(flavour, Parked(row, vector), new Load(Parked(row, vector)) + sum));
                    kernel.Add(new Set(flavour, sum.Name, 0));
                }
            }
        });
        kernel.For("i", shape.Rows, 1, row =>
        {
            for (int vector = 0; vector < shape.Vectors; vector++)
                sink(row, vector, kernel.Let(flavour, name, new Load(Parked(row, vector))));
        });
    }

    /// <summary>
    /// The sums over a number of steps known at build time. Where they are too few to hide the latency of a multiply-add, as for
    /// one row, its splits run side by side; else one after the other. Either way partial sums are added in order.
    /// </summary>
    public Variable[,] Emit(KernelBuilder kernel, int steps)
    {
        int[] starts = Enumerable.Range(0, splits + 1).Select(split => split * steps / splits).ToArray();
        if (shape.Rows > 1 || shape.Vectors >= Tuning.Chains)
        {
            Variable[,] total = Declare(kernel, name, 0);
            Run(kernel, starts[1], (a, b) => Step(kernel, total, a, b, 0));
            for (int split = 1; split < splits; split++)
            {
                int from = starts[split], count = starts[split + 1] - from;
                if (park is null)
                {
                    Variable[,] part = Declare(kernel, "part", split);
                    Run(kernel, count, (a, b) => Step(kernel, part, a, b, from));
                    Add(kernel, total, part);
                    continue;
                }

                ForEach((sum, parked) =>
                {
                    kernel.Add(new Store(flavour, parked, split == 1 ? sum : new Load(parked) + sum));
                    kernel.Add(new Set(flavour, sum.Name, 0));
                });
                Run(kernel, count, (a, b) => Step(kernel, total, a, b, from));
            }

            if (park is not null && splits > 1)
                ForEach((sum, parked) => kernel.Add(new Set(flavour, sum.Name, new Load(parked) + sum)));
            return total;

            void ForEach(Action<Variable, Pointer> body)
            {
                for (int row = 0; row < shape.Rows; row++)
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        body(total[row, vector], park! + flavour.Step * (row * shape.Vectors + vector));
            }
        }

        Variable[][,] partial = Enumerable.Range(0, splits).Select(split => Declare(kernel, split == 0 ? name : "part", split)).ToArray();
        int common = Enumerable.Range(0, splits).Min(split => starts[split + 1] - starts[split]);
        Run(kernel, common, (a, b) =>
        {
            for (int split = 0; split < splits; split++)
                Step(kernel, partial[split], a, b, starts[split]);
        });
        for (int split = 0; split < splits; split++)
            for (int step = starts[split] + common; step < starts[split + 1]; step++)
                Step(kernel, partial[split], a(step), b(step), 0);
        for (int split = 1; split < splits; split++)
            Add(kernel, partial[0], partial[split]);
        return partial[0];
    }

    /// <summary>The sums over steps up to a count that only the call knows, unsplit.</summary>
    public Variable[,] Emit(KernelBuilder kernel, Index to, int step)
    {
        Variable[,] sums = Declare(kernel, name, 0);
        kernel.For("k", to, step, k => Step(kernel, sums, a(k), b(k), 0));
        return sums;
    }

    /// <summary>The sums over steps that loops of the caller's make, unsplit.</summary>
    public Variable[,] Emit(KernelBuilder kernel, Action<Action<Factor, Factor>> loops)
    {
        Variable[,] sums = Declare(kernel, name, 0);
        loops((rows, columns) => Step(kernel, sums, rows, columns, 0));
        return sums;
    }

    private void Run(KernelBuilder kernel, int steps, Action<Factor, Factor> step)
    {
        if (steps * splits * shape.Rows * shape.Vectors > Tuning.SpelledMultiplyAdds)
        {
            kernel.For("k", steps, 1, k => step(a(k), b(k)));
            return;
        }

        for (int k = 0; k < steps; k++)
            step(a(k), b(k));
    }

    private Variable[,] Declare(KernelBuilder kernel, string stem, int split)
    {
        var sums = new Variable[shape.Rows, shape.Vectors];
        for (int row = 0; row < shape.Rows; row++)
            for (int vector = 0; vector < shape.Vectors; vector++)
                sums[row, vector] = kernel.Let(flavour, stem + Suffix(row, vector), split == 0 ? start(row, vector) : 0);
        return sums;
    }

    private void Step(KernelBuilder kernel, Variable[,] sums, Factor rows, Factor columns, int ahead)
    {
        Value[] vectors = Enumerable.Range(0, shape.Vectors).Select(vector => columns(ahead, vector)).ToArray();
        if (shape.Rows > 1)
            vectors = vectors.Select(Value (vector) => kernel.Named(flavour, "b", vector)).ToArray();
        for (int row = 0; row < shape.Rows; row++)
        {
            Value factor = rows(ahead, row);
            if (shape.Vectors > 1)
                factor = kernel.Named(flavour, "a", factor);
            for (int vector = 0; vector < shape.Vectors; vector++)
                kernel.Add(new Set(flavour, sums[row, vector].Name, factor is Constant { Number: 1 } ? sums[row, vector] + vectors[vector] : new MultiplyAdd(factor, vectors[vector], sums[row, vector])));
        }
    }

    private void Add(KernelBuilder kernel, Variable[,] total, Variable[,] part)
    {
        for (int row = 0; row < shape.Rows; row++)
            for (int vector = 0; vector < shape.Vectors; vector++)
                kernel.Add(new Set(flavour, total[row, vector].Name, total[row, vector] + part[row, vector]));
    }

    private string Suffix(int row, int vector) => (shape.Rows > 1 ? "_" + row : "") + (shape.Vectors > 1 ? "_" + vector : "");
}
