using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>In: the kernels of a class. Out: its methods, one for all kernels that are alike, and the calls of them.</summary>
internal sealed class Sharing
{
    private const string Variable = "layer";

    private readonly Dictionary<Kernel, Run> _runs = [];
    private readonly List<Kernel> _methods = [];

    public Sharing(IEnumerable<Kernel> kernels)
    {
        foreach (IGrouping<string, (Kernel Kernel, Likeness Likeness)> alike in kernels.Select(kernel => (kernel, likeness: new Likeness(kernel))).GroupBy(kernel => kernel.likeness.Text))
        {
            (Kernel first, Likeness likeness) = alike.First();
            Kernel[] others = [.. alike.Skip(1).Select(other => other.Kernel)];
            if (others.Length == 0)
            {
                _methods.Add(first);
                _runs.Add(first, new Run(first, [.. first.Memory.Select(name => new Pointer(name))]));
                continue;
            }

            Kernel method = first with { Summary = $"{first.Summary} Alike: {Names(others)}.", Memory = likeness.Memory, Regions = [] };
            _methods.Add(method);
            foreach ((Kernel kernel, Likeness itself) in alike)
                _runs.Add(kernel, new Run(method, [.. itself.Memory.Select(kernel.Place)]));
        }
    }

    public IReadOnlyList<Kernel> Methods => _methods;

    /// <summary>The method that a kernel has become.</summary>
    public Kernel MethodOf(Kernel kernel) => _runs[kernel].Kernel;

    /// <summary>Runs kernels one after the other, in loops where layer after layer is alike.</summary>
    public IReadOnlyList<Statement> Calls(IEnumerable<Kernel> kernels)
    {
        Run[] runs = [.. kernels.Select(kernel => _runs[kernel])];
        List<Statement> statements = [];
        for (int next = 0; next < runs.Length;)
        {
            // Going back, a layer has two calls.
            (int length, int rounds) = Enumerable.Range(1, 2).Select(length => (length, rounds: Rounds(runs, next, length))).OrderByDescending(loop => loop.rounds).First();
            if (rounds < Tuning.FewestRounds)
            {
                statements.Add(runs[next++]);
                continue;
            }

            statements.Add(Loop(runs, next, length, rounds));
            next += length * rounds;
        }

        return statements;
    }

    private static string Names(Kernel[] kernels) =>
        kernels.Length > 3 ? $"{kernels[0].Name}, …, {kernels[kernels.Length - 1].Name}" : string.Join(", ", kernels.Select(kernel => kernel.Name));

    /// <summary>How often some calls come one after the other, each time the same distances further on in memory, or back.</summary>
    private static int Rounds(Run[] runs, int first, int length)
    {
        if (first + 2 * length > runs.Length)
            return 1;
        int[]?[] distances = [.. Enumerable.Range(first, length).Select(run => Distances(runs[run], runs[run + length]))];
        int[] all = [.. distances.SelectMany(distance => distance ?? [-1, 1])];
        if (all.Any(distance => distance < 0) && all.Any(distance => distance > 0))
            return 1;
        int rounds = 2;
        while (first + (rounds + 1) * length <= runs.Length
            && Enumerable.Range(0, length).All(run => Distances(runs[first + (rounds - 1) * length + run], runs[first + rounds * length + run])?.SequenceEqual(distances[run]!) == true))
            rounds++;
        return rounds;
    }

    /// <summary>From what one call works in to what another does; null where they call different methods, or in different memory.</summary>
    private static int[]? Distances(Run from, Run to) =>
        ReferenceEquals(from.Kernel, to.Kernel) && from.Memory.Select(pointer => pointer.Name).SequenceEqual(to.Memory.Select(pointer => pointer.Name))
            ? [.. to.Memory.Zip(from.Memory, (there, here) => there.Offset.Constant - here.Offset.Constant)]
            : null;

    private static Statement Loop(Run[] runs, int first, int length, int rounds)
    {
        int[][] distances = [.. Enumerable.Range(first, length).Select(run => Distances(runs[run], runs[run + length])!)];
        bool down = distances.Any(distance => distance.Any(elements => elements < 0));

        // A loop down ends with round 0, the last one.
        int start = down ? first + (rounds - 1) * length : first;
        Run[] body = [.. distances.Select((distance, run) => runs[start + run] with
        {
            Memory = [.. runs[start + run].Memory.Zip(distance, (pointer, elements) => pointer + Index.Of(Variable) * Math.Abs(elements))],
        })];
        return down ? new ForDown(Variable, rounds, body) : new For(Variable, 0, rounds, 1, body);
    }
}
