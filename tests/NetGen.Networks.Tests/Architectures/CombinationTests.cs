using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>
/// Every output activation with every loss it may have, at every depth from 1 to 4, behind hidden layers that go round all
/// activations. NETGEN_ROUNDS sets how often they go round (1); as many times as there are activations is every combination.
/// </summary>
public sealed class CombinationTests
{
    private static readonly int[] HiddenSizes = [4, 3, 5];

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("NETGEN_ROUNDS"), out int rounds) ? rounds : 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gradients_AreTheSlopesOfTheLoss(int depth) => ForEach(depth, isDouble: true, subject =>
    {
        var batch = Batch.Draw(subject, count: 3, seed: 1, margin: CentralDifferences.Margin);
        Check(subject, batch);
        CentralDifferences.Check(subject, batch);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SinglePrecision_AgreesWithTheOracle(int depth) => ForEach(depth, isDouble: false, subject => Check(subject, Batch.Draw(subject, count: 18, seed: 1)));

    private static void ForEach(int depth, bool isDouble, Action<Subject> check)
    {
        foreach (var declarations in Declarations(depth, isDouble).Chunk(CaseCheck.Together))
        {
            foreach (var subject in InProcessCompiler.Compile(declarations))
                check(subject.WithRandomParameters(seed: depth));
        }
    }

    private static void Check(Subject subject, Batch batch)
    {
        var found = new Disagreements(subject);
        Conformance.CheckAll(subject, batch, found);
        found.AssertNone();
        Conformance.AssertFinite(subject, 1e4);
        Conformance.AssertFinite(subject, -1e4);
    }

    private static IEnumerable<Declaration> Declarations(int depth, bool isDouble) =>
        from round in Enumerable.Range(0, depth == 1 ? 1 : Rounds)
        from end in Enumerable.Range(0, Combinations.Ends.Count)
        let hidden = HiddenSizes.Take(depth - 1).Select((size, layer) => $"{size}:{Combinations.Hidden(end + round + (7 * layer) + depth)}")
        select new Declaration(string.Join('-', ["3", .. hidden, $"3:{Combinations.Ends[end].Activation}"]))
        {
            Loss = Combinations.Ends[end].Loss,
            IsDouble = isDouble,
        };
}
