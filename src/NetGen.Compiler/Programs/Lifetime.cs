using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Programs;

/// <summary>When a region has to keep what is in it: in every program from the first phase that uses it to the last.</summary>
internal sealed class Lifetime
{
    private readonly (int First, int Last)[] _programs;

    private Lifetime(int programs) => _programs = [.. Enumerable.Repeat((int.MaxValue, -1), programs)];

    /// <summary>In: programs, each of them kernels that run one after the other. Out: by their names, the regions that they use.</summary>
    public static IReadOnlyDictionary<string, Lifetime> Of(IReadOnlyList<IReadOnlyList<Kernel>> programs)
    {
        Dictionary<string, Lifetime> regions = new(StringComparer.Ordinal);
        for (int program = 0; program < programs.Count; program++)
        {
            int phase = 0;
            foreach (IEnumerable<string> used in programs[program].SelectMany(kernel => kernel.Phases))
            {
                foreach (string region in used)
                {
                    if (!regions.TryGetValue(region, out Lifetime? lifetime))
                        regions.Add(region, lifetime = new Lifetime(programs.Count));
                    lifetime._programs[program] = (Math.Min(lifetime._programs[program].First, phase), phase);
                }

                phase++;
            }
        }

        return regions;
    }

    /// <summary>Whether some program needs both at the same time.</summary>
    public bool Meets(Lifetime other)
    {
        for (int program = 0; program < _programs.Length; program++)
        {
            if (_programs[program].First <= other._programs[program].Last && other._programs[program].First <= _programs[program].Last)
                return true;
        }

        return false;
    }
}
