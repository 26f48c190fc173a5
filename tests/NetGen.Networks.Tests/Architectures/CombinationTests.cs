using NetGen.Compiler.Operations;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Every hidden activation with every output activation and every loss it may have, at every depth from 1 to 4.</summary>
public sealed class CombinationTests
{
    private static readonly int[] HiddenSizes = [4, 3, 5];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gradients_AreTheSlopesOfTheLoss(int depth)
    {
        foreach (var declarations in Combinations(depth).Chunk(CaseCheck.Together))
        {
            foreach (var subject in InProcessCompiler.Compile(declarations))
            {
                subject.WithRandomParameters(seed: depth);
                var batch = Batch.Draw(subject, count: 3, seed: 1, margin: CentralDifferences.Margin);
                var found = new Disagreements(subject);

                Conformance.CheckAll(subject, batch, found);
                found.AssertNone();
                CentralDifferences.Check(subject, batch);
            }
        }
    }

    private static IEnumerable<Declaration> Combinations(int depth) =>
        from hidden in depth == 1 ? ["Identity"] : Registry.Activations.Select(activation => activation.Name)
        from output in Registry.Activations
        from loss in Registry.Losses
        where loss.Accepts(output)
        select new Declaration(string.Join('-', ["3", .. HiddenSizes.Take(depth - 1).Select(size => $"{size}"), "3"]))
        {
            Hidden = hidden,
            Output = output.Name,
            Loss = loss.Name,
            IsDouble = true,
        };
}
