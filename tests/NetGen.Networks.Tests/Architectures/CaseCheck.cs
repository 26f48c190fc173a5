using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>What a case must do, and the search for the simplest case that does not.</summary>
internal static class CaseCheck
{
    /// <summary>How many networks are compiled together: one compilation costs as much as dozens of small networks.</summary>
    public const int Together = 50;

    /// <summary>The failures of cases that are compiled together.</summary>
    public static IEnumerable<(INetworkCase Case, string Failure)> Failures(IReadOnlyList<INetworkCase> cases)
    {
        var subjects = InProcessCompiler.Compile([.. cases.Select(given => given.Declaration)]);
        return cases.Zip(subjects, (given, subject) => (Case: given, Failure: Failure(given, subject)))
            .Where(result => result.Failure is not null)
            .Select(result => (result.Case, result.Failure!));
    }

    /// <summary>The simplest case found from a failing one by steps that fail as well.</summary>
    public static (INetworkCase Case, string Failure) Minimal((INetworkCase Case, string Failure) failing)
    {
        while (true)
        {
            var simpler = failing.Case.Simpler().Chunk(Together).SelectMany(Failures).Take(1).ToArray();
            if (simpler.Length == 0)
                return failing;
            failing = simpler[0];
        }
    }

    private static string? Failure(INetworkCase given, Subject subject)
    {
        subject.WithRandomParameters(given.Seed);
        var found = new Disagreements(subject);
        try
        {
            Conformance.CheckAll(subject, Batch.Draw(subject, given.Batch, given.Seed + 1), found);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        return found.Any ? found.ToString() : null;
    }
}
