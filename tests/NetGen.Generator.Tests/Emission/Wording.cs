using System.Text.RegularExpressions;
using NetGen.Compiler.Emit;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Generator.Tests.Emission;

/// <summary>How pieces of kernels read when they are printed, regions under their names.</summary>
internal static partial class Wording
{
    /// <summary>Verifies that two pieces differ in names alone, each of which stands for one name of the other.</summary>
    /// <returns>The words of the first, each beside that of the second.</returns>
    public static (string First, string Second)[] AssertSame(IEnumerable<Statement> first, IEnumerable<Statement> second, NetworkPlan plan)
    {
        string[] words = [.. Words(first, plan)], others = [.. Words(second, plan)];
        Assert.Equal(words.Length, others.Length);
        (string First, string Second)[] pairs = [.. words.Zip(others).Distinct()];
        Assert.Equal(pairs.Length, pairs.Select(pair => pair.First).Distinct().Count());
        Assert.Equal(pairs.Length, pairs.Select(pair => pair.Second).Distinct().Count());
        Assert.All(pairs, pair => Assert.True(pair.First == pair.Second || char.IsLetter(pair.First[0]) && char.IsLetter(pair.Second[0]), $"{pair}"));
        return pairs;
    }

    private static IEnumerable<string> Words(IEnumerable<Statement> statements, NetworkPlan plan)
    {
        var code = new CodeWriter();
        new KernelPrinter(code, plan.Model.Precision).Print([.. statements]);
        return Word().Matches(code.ToString()).Select(match => match.Value);
    }

    [GeneratedRegex(@"[\p{L}_]\w*|[\d.]+\w*|[^\w\s]")]
    private static partial Regex Word();
}
