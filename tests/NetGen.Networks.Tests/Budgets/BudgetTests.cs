using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Budgets;

/// <summary>
/// Every emitted method stays within a quarter of what makes the JIT give up optimising: 60,000 IL bytes, 20,000 instructions,
/// 2,000 basic blocks, 2,000 locals, 8,000 references to them (dotnet/runtime, src/coreclr/jit/compiler.h, DEFAULT_MIN_OPTS_*).
/// </summary>
public sealed class BudgetTests
{
    private static readonly IReadOnlyDictionary<string, MethodSize> Sizes = EmittedMethods.Measure();

    [Fact]
    public void EveryCorpusNetwork_IsMeasured() => Assert.All(
        CorpusNetworks.Names.Append(nameof(NetGen.Corpus.W6)).Select(name => name.Split('[')[0].Split('+')[^1].Split('.')[^1]).Distinct(),
        name => Assert.Contains(Sizes.Keys, method => method.Contains($".{name}.Forward ", StringComparison.Ordinal)));

    [Fact]
    public void IntermediateLanguage_IsWithinBudget() => AssertWithin(60_000 / 4, "IL bytes", size => size.Bytes);

    [Fact]
    public void Instructions_AreWithinBudget() => AssertWithin(20_000 / 4, "instructions", size => size.Instructions);

    [Fact]
    public void Blocks_AreWithinBudget() => AssertWithin(2_000 / 4, "basic blocks", size => size.Blocks);

    [Fact]
    public void Locals_AreWithinBudget() => AssertWithin(2_000 / 4, "locals", size => size.Locals);

    [Fact]
    public void LocalReferences_AreWithinBudget() => AssertWithin(8_000 / 4, "references to locals", size => size.LocalReferences);

    /// <summary>One with more locals stays a call, whatever it says (src/coreclr/jit/inline.h, MAX_INL_LCLS).</summary>
    [Fact]
    public void LocalsOfWhatIsInlined_AreWithinItsLimit()
    {
        Assert.True(Sizes.Values.Count(method => method.IsForInlining) > 400);
        AssertWithin(32, "locals", size => size.IsForInlining ? size.Locals : 0);
    }

    private static void AssertWithin(int budget, string unit, Func<MethodSize, int> measure)
    {
        string[] beyond = [.. Sizes.Where(method => measure(method.Value) > budget).OrderByDescending(method => measure(method.Value))
            .Select(method => $"{method.Key}: {measure(method.Value)} {unit}, at most {budget}")];
        Assert.True(beyond.Length == 0, string.Join('\n', beyond.Take(20)));
    }
}
