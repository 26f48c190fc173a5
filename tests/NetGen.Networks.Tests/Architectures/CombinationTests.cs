using NetGen.Compiler.Operations;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>
/// Gradients over the whole vocabulary: every output activation with every loss it may have, and every hidden activation, at
/// every depth from 1 to 4. NETGEN_COMBINATIONS=all tries every hidden activation with every end, thousands of networks.
/// </summary>
public sealed class CombinationTests
{
    private static readonly int[] HiddenSizes = [4, 3, 5];

    private static readonly string[] Activations = [.. Registry.Activations.Select(activation => activation.Name)];

    private static readonly (string Output, string Loss)[] Ends =
    [
        .. from output in Registry.Activations
           from loss in Registry.Losses
           where loss.Accepts(output)
           select (output.Name, loss.Name),
    ];

    /// <summary>Whether all combinations are asked for, and not the few that show most.</summary>
    internal static bool All => Environment.GetEnvironmentVariable("NETGEN_COMBINATIONS") == "all";

    [Fact]
    public void Gradients_OfEveryEnd_AreTheSlopesOfTheLoss() => Check(EveryEnd);

    [Fact]
    public void EveryEnd_InSinglePrecision_AgreesWithTheOracle() => Check(EveryEnd.Select(declaration => declaration with { IsDouble = false }));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gradients_ThroughEveryHiddenActivation_AreTheSlopesOfTheLoss(int depth) => Check(
        from hidden in Activations.Select((name, i) => (Name: name, Index: i))
        from end in All ? Ends : [Ends[(hidden.Index * 7 + depth) % Ends.Length]]
        select Declare(depth, hidden.Name, end));

    private static IEnumerable<Declaration> EveryEnd => Ends.Select((end, i) => Declare(depth: 1 + (i % 2), Activations[i % Activations.Length], end));

    private static void Check(IEnumerable<Declaration> declarations)
    {
        foreach (var subject in declarations.Chunk(CaseCheck.Together).SelectMany(InProcessCompiler.Compile))
        {
            subject.WithRandomParameters(seed: 3);
            var batch = Batch.Draw(subject, count: 3, seed: 1, margin: CentralDifferences.Margin);
            var found = new Disagreements(subject);

            Conformance.CheckAll(subject, batch, found);
            found.AssertNone();
            Conformance.AssertFinite(subject, 1e4);
            Conformance.AssertFinite(subject, -1e4);
            Conformance.AssertNaNReachesEverything(subject, batch);
            if (subject.Model.Precision == Compiler.Model.Precision.Double)
                CentralDifferences.Check(subject, batch);
        }
    }

    private static Declaration Declare(int depth, string hidden, (string Output, string Loss) end) =>
        new(string.Join('-', ["3", .. HiddenSizes.Take(depth - 1).Select(size => $"{size}"), "3"]))
        {
            Hidden = hidden,
            Output = end.Output,
            Loss = end.Loss,
            IsDouble = true,
        };
}
