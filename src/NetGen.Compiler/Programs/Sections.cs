using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>
/// In: kernels of several phases. Out: functions for phases that say the same in several of them, and the kernels with calls of those,
/// which the JIT puts the functions in place of. C# is compiled once where the phase stood many times.
/// </summary>
internal sealed class Sections
{
    private readonly Dictionary<Kernel, IReadOnlyList<Statement>> _bodies = [];
    private readonly List<Kernel> _functions = [];

    /// <param name="type">The class that has the functions.</param>
    public Sections(IEnumerable<Kernel> kernels, string type)
    {
        (Kernel Kernel, Section[] Sections)[] cut = [.. kernels.Where(kernel => kernel.Body.OfType<Heading>().Any()).Select(kernel => (kernel, Cut(kernel)))];
        Kernel[] functions = [.. cut.SelectMany(kernel => kernel.Sections).Select(section => section.Function).OfType<Kernel>()];
        Dictionary<Kernel, Run> calls = Calls(functions, type);
        foreach ((Kernel kernel, Section[] sections) in cut)
            _bodies.Add(kernel, [.. sections.SelectMany(section => section.Function is Kernel function && calls.TryGetValue(function, out Run? call) ? [section.Heading, call] : section.Statements)]);
    }

    /// <summary>The functions, each in the words of the first phase that it stands for.</summary>
    public IReadOnlyList<Kernel> Functions => _functions;

    /// <summary>A kernel, by calls of functions where it has some.</summary>
    public Kernel Of(Kernel kernel) => _bodies.TryGetValue(kernel, out IReadOnlyList<Statement>? body) ? kernel with { Body = body } : kernel;

    private Dictionary<Kernel, Run> Calls(IReadOnlyList<Kernel> functions, string type)
    {
        Dictionary<Kernel, Run> calls = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        var sharing = new Sharing(functions);
        foreach (IGrouping<Kernel, Kernel> alike in functions.GroupBy(sharing.MethodOf))
        {
            if ((alike.Count() - 1) * Statement.Total(alike.Key.Body) < Tuning.FewestSaved)
                continue;
            Kernel first = alike.First();
            string name = first.Name;
            for (int number = 2; !taken.Add(name); number++)
                name = $"{first.Name}_{number}";
            Kernel function = alike.Key with { Name = name, Summary = first.Summary };
            _functions.Add(function);
            foreach (Kernel section in alike)
            {
                calls.Add(section, sharing.Calls([section]).OfType<Run>().Single() with
                {
                    Kernel = function with { Name = $"{type}.{name}" },
                    Vectors = [.. section.Vectors.Select(vector => vector.Name)],
                    Result = section.Result?.Name,
                });
            }
        }

        return calls;
    }

    /// <summary>The phases of a kernel, which begin with their headings.</summary>
    private static Section[] Cut(Kernel kernel)
    {
        int[] starts = [.. Enumerable.Range(0, kernel.Body.Count).Where(index => kernel.Body[index] is Heading)];
        Statement[][] phases = [.. starts.Select((start, number) => kernel.Body.Take(number + 1 < starts.Length ? starts[number + 1] : kernel.Body.Count).Skip(start).ToArray())];
        return [.. phases.Select((phase, number) => new Section((Heading)phase[0], phase, Function(phase, phases.Take(number), phases.Skip(number + 1))))];
    }

    /// <summary>A phase by itself: null where it hands on anything but one vector, takes anything but vectors that it leaves as they are, or is too much for the JIT to put in place of a call.</summary>
    private static Kernel? Function(Statement[] phase, IEnumerable<Statement[]> before, IEnumerable<Statement[]> behind)
    {
        var heading = (Heading)phase[0];
        Statement[] body = [.. phase.Skip(1)];
        var uses = new Uses(body);
        Vector[] vectors = [.. before.SelectMany(Vectors).Where(vector => uses.Variables.Contains(vector.Name))];
        if (vectors.Length != uses.Variables.Count || body.OfType<Set>().Any(set => vectors.Any(vector => vector.Name == set.Name)))
            return null;
        Uses[] later = [.. behind.Select(statements => new Uses(statements))];
        string[] given = [.. uses.Declared.Where(name => later.Any(phase => phase.Variables.Contains(name) || phase.Memory.Contains(name)))];
        Vector? result = Vectors(body).FirstOrDefault(vector => given.Contains(vector.Name));
        return given.Length > (result is null ? 0 : 1) || uses.Declared.Count > Tuning.MostInlinedLocals
            ? null
            : new Kernel(heading.Phase, heading.Summary, [.. uses.Memory], [.. uses.Counts], [.. uses.Scalars], [], body) { Vectors = vectors, Result = result };
    }

    private static IEnumerable<Vector> Vectors(Statement[] statements) => statements.OfType<Let>().Select(let => new Vector(let.Flavour, let.Name));

    /// <param name="Statements">All of it, the heading included.</param>
    /// <param name="Function">It by itself, where it can stand so.</param>
    private sealed record Section(Heading Heading, IReadOnlyList<Statement> Statements, Kernel? Function);
}
